"""Cards that tell of people: a story, what somebody said, thanks to a person."""

from outreach.brand.cards import circles, reading
from outreach.brand.cards import scheme as schemes
from outreach.brand.cards.ground import Circle, Meeting, Ornament, Photo, Portrait, Shape
from outreach.brand.cards.page import Frame, Part, Plan, ends, place, stack
from outreach.brand.cards.scheme import Scheme
from outreach.brand.cards.setting import Box, Placed, Style, fitted, steps
from outreach.brand.cards.words import Card, Picture, clean
from outreach.brand.palette import Colour, mixed

_HEADLINE = Style("headline", "Bold", steps(88, 40), 6, 1.08)
_LINE = Style("line", "Regular", steps(40, 24), 7, 1.34)
_QUOTATION = Style("quotation", "SemiBold", steps(80, 32), 9, 1.2)
_SPEAKER = Style("speaker", "SemiBold", steps(34, 24), 2, 1.25)
_NOTE = Style("note", "Regular", steps(28, 22), 2, 1.3)
_NAME = Style("name", "Bold", steps(88, 40), 4, 1.08)
_ROLE = Style("note", "SemiBold", steps(34, 24), 3, 1.25)
_INITIALS = Style("initials", "SemiBold", steps(180, 80), 1, hanging=False)


def story(card: Card, frame: Frame) -> Plan:
    """The words at the left or below, as on a poster; beside them a photo or the two circles."""
    colours = schemes.dark(card.look.palette)
    left, top = frame.margin, frame.margin
    column = frame.across(0.55) if frame.wide else frame.width - 2 * left
    if card.photo and not frame.wide:
        top = frame.down(0.47)
    ground: Shape = (
        _veiled(card.photo, colours, frame) if card.photo else circles.aside(colours, frame)
    )
    foot = 0 if card.photo or frame.wide else frame.across(0.46)  # the circles stand beside it
    both = ends(card, colours, frame, left=left, column=column, top=top, foot=foot)
    lowest = both.floor if card.photo or frame.wide else min(both.floor, circles.clear(frame))
    words = stack(
        (
            Part(_HEADLINE.scaled(frame.scale), card.headline, 0, colours.ink),
            Part(_LINE.scaled(frame.scale), card.line, frame.gap(28), colours.quiet),
        ),
        Box(left, both.ceiling, column, lowest - both.ceiling),
        at=0.5,
    )
    return Plan(colours.surface, (ground, *both.shapes), (*both.words, *words))


def quote(card: Card, frame: Frame) -> Plan:
    """What was said, large, after one great quotation mark; below a rule, who said it."""
    colours = schemes.light(card.look.palette)
    left, column = frame.margin, frame.width - 2 * frame.margin
    both = ends(card, colours, frame, left=left, column=column, top=left)
    size = 300 if frame.wide else 380
    mark = Ornament("“", size, left, both.ceiling + 8, card.look.palette.second)
    indent, below = (160, 0) if frame.wide else (0, round(size * 0.5))
    top, speaker = both.ceiling + below, clean(card.line)
    words = stack(
        (
            Part(_QUOTATION.scaled(frame.scale), card.headline, 0, colours.ink),
            Part(_SPEAKER.scaled(frame.scale), card.line, frame.gap(68), colours.ink),
            Part(
                _NOTE.scaled(frame.scale), card.note, frame.gap(8 if speaker else 68), colours.quiet
            ),
        ),
        Box(left + indent, top, column - indent, both.floor - top),
        at=0.0 if frame.wide else 0.3,
    )
    rule = Box(left + indent, words[0].box.bottom + frame.gap(34), 64, 4)
    rules = ((rule, card.look.palette.second),) if len(words) > 1 else ()
    shapes = (circles.low(colours, frame), mark, *both.shapes)
    return Plan(colours.surface, shapes, (*both.words, *words), rules)


def recognition(card: Card, frame: Frame) -> Plan:
    """A person in one circle, the community in the other; beside them the name and the deed."""
    palette, colours = card.look.palette, schemes.light(card.look.palette)
    left = frame.margin
    person = circles.of_person(frame)
    step = round(person.radius * 0.42)
    other = Circle(person.x + step, person.y + step, person.radius)
    column = person.x - person.radius - 56 - left if frame.wide else frame.width - 2 * left
    both = ends(card, colours, frame, left=left, column=column, top=left)
    top = both.ceiling if frame.wide else other.y + other.radius + 36
    words = stack(
        (
            Part(_NAME.scaled(frame.scale), card.headline, 0, colours.ink),
            Part(_ROLE.scaled(frame.scale), card.note, frame.gap(20), colours.accent),
            Part(_LINE.scaled(frame.scale), card.line, frame.gap(22), colours.quiet),
        ),
        Box(left, top, column, both.floor - top),
    )
    shared = mixed(palette.ground, palette.second, 0.35)
    meeting = Meeting((person, other), (palette.ground, palette.accent, shared))
    if card.photo:
        portrait = Portrait(person, card.photo)
        return Plan(colours.surface, (meeting, portrait, *both.shapes), (*both.words, *words))
    initials = _initials(card, person, shared)
    return Plan(colours.surface, (meeting, *both.shapes), (*both.words, *initials, *words))


def _initials(card: Card, circle: Circle, surface: Colour) -> list[Placed]:
    """The first letters of the name's last two parts, so that a rank is passed over."""
    names = [word for word in clean(card.headline).split(" ") if not word[0].islower()]
    letters = (" " if card.from_right else "").join(word[0] for word in names[-2:])
    block = fitted(_INITIALS, letters, round(1.5 * circle.radius))
    high = block.height if block else 0
    box = (circle.x - circle.radius, circle.y - high // 2, 2 * circle.radius)
    return place(block, reading.ink_on(surface, card.look.palette), box, "middle")


def _veiled(photo: Picture, colours: Scheme, frame: Frame) -> Photo:
    """Under the words, no pixel of the photo may be too light or too dark to read them on."""
    least = reading.veil(colours.surface, (colours.ink, colours.quiet))
    stops: tuple[tuple[int, float], ...]
    if frame.wide:
        stops = ((0, max(least, 0.94)), (380, max(least, 0.86)), (615, least), (950, 0.0))
    else:
        stops = ((200, 0.0), (460, least), (620, max(least, 0.94)))
    return Photo(photo, colours.surface, stops, downwards=not frame.wide)
