"""Cards that state: a figure with its caveat, a day to come, a numbered principle."""

from outreach.brand.cards import circles, reading
from outreach.brand.cards import scheme as schemes
from outreach.brand.cards.ground import Meeting, Panel
from outreach.brand.cards.page import Frame, Part, Plan, ends, place, stack
from outreach.brand.cards.scheme import Scheme
from outreach.brand.cards.setting import Box, Placed, Side, Style, fitted, steps
from outreach.brand.cards.words import Card

_FIGURE = Style("figure", "Bold", steps(320, 96), 1, hanging=False)
_COUNTED = Style("headline", "SemiBold", steps(62, 30), 5, 1.14)
_CAVEAT = Style("caveat", "Regular", steps(34, 22), 12, 1.36)
_DAY = Style("day", "Bold", steps(228, 80), 1, hanging=False)
_MONTH = Style("month", "SemiBold", steps(48, 24), 1)
_TITLE = Style("headline", "Bold", steps(96, 40), 6, 1.08)
_TIME = Style("time", "SemiBold", steps(40, 24), 3, 1.25)
_PLACE = Style("place", "Regular", steps(40, 24), 3, 1.3)
_NUMERAL = Style("number", "Bold", steps(256, 57), 1, hanging=False)
_LABEL = Style("note", "SemiBold", steps(30, 22), 1)
_LINE = Style("line", "Regular", steps(40, 24), 7, 1.34)


def outcome(card: Card, frame: Frame) -> Plan:
    """The figure as large as it can be, what it counts below, and beside a rule its caveat."""
    colours = schemes.dark(card.look.palette)
    left, column = frame.margin, frame.width - 2 * frame.margin
    both = ends(card, colours, frame, left=left, column=column, top=left)
    room = Box(left, both.ceiling, column, both.floor - both.ceiling)
    caveat = _caveat(card, colours, room, frame)
    rules = tuple(
        (Box(each.box.left - 32, each.box.top, 4, each.box.height), colours.accent)
        for each in caveat
    )
    if caveat and frame.wide:
        room = Box(left, room.top, frame.across(0.5), room.height)
    elif caveat:
        room = Box(left, room.top, column, caveat[0].box.top - frame.gap(48) - room.top)
    words = stack(
        (
            Part(_FIGURE.scaled(frame.scale), card.mark, 0, colours.accent),
            Part(_COUNTED.scaled(frame.scale), card.headline, frame.gap(34), colours.ink),
        ),
        room,
        at=1.0,
    )
    shapes = (circles.high(colours, frame), *both.shapes)
    return Plan(colours.surface, shapes, (*both.words, *words, *caveat), rules)


def _caveat(card: Card, colours: Scheme, room: Box, frame: Frame) -> list[Placed]:
    """At the right of the figure, or on a tall card below it; it ends where the figure ends."""
    left = room.left + (frame.across(0.5) + 84 if frame.wide else 32)
    column = room.right - left
    most = room.height if frame.wide else round(room.height * 0.42)
    block = fitted(_CAVEAT.scaled(frame.scale), card.line, column, most)
    top = room.bottom - (block.height if block else 0)
    return place(block, colours.quiet, (left, top, column))


def event(card: Card, frame: Frame) -> Plan:
    """The day in a block of its own, as on a calendar; beside or below it what, when and where."""
    colours, block = schemes.light(card.look.palette), schemes.dark(card.look.palette)
    aside = (
        Box(0, 0, frame.across(0.31), frame.height)
        if frame.wide
        else Box(0, 0, frame.width, frame.down(0.36))
    )
    left = aside.right + frame.margin - 8 if frame.wide else frame.margin
    top = frame.margin if frame.wide else aside.bottom + frame.margin - 16
    column = frame.width - frame.margin - left
    both = ends(card, colours, frame, left=left, column=column, top=top)
    words = stack(
        (
            Part(_TITLE.scaled(frame.scale), card.headline, 0, colours.ink),
            Part(_TIME.scaled(frame.scale), card.line, frame.gap(34), colours.accent),
            Part(_PLACE.scaled(frame.scale), card.place, frame.gap(10), colours.quiet),
        ),
        Box(left, both.ceiling, column, both.floor - both.ceiling),
    )
    date = _date(card, block, aside, frame)
    shapes = (Panel(aside, block.surface), circles.inside(aside, block, frame), *both.shapes)
    return Plan(colours.surface, shapes, (*date, *both.words, *words))


def _date(card: Card, colours: Scheme, box: Box, frame: Frame) -> list[Placed]:
    """Month over day, in the middle of the block or, on a tall card, at its start."""
    beside = 36 if frame.wide else frame.margin
    width = box.width - 2 * beside
    month = fitted(_MONTH.scaled(frame.scale), card.note, width, box.height // 4)
    day = fitted(_DAY.scaled(frame.scale), card.mark, width, box.height // 2)
    gap = frame.gap(24)
    high = (month.height + gap if month else 0) + (day.height if day else 0)
    top = box.top + (box.height - high) // 2
    side: Side = "middle" if frame.wide else "start"
    over = place(month, colours.accent, (box.left + beside, top, width), side)
    under = over[0].box.bottom + gap if over else top
    return over + place(day, colours.ink, (box.left + beside, under, width), side)


def principle(card: Card, frame: Frame) -> Plan:
    """The number in what two great circles share, which lie side by side or one over the other."""
    colours = schemes.dark(card.look.palette)
    left = frame.margin
    column = frame.across(0.48) if frame.wide else frame.width - 2 * left
    pair = circles.numbered(frame)
    head = 0 if frame.wide else pair[0].x - pair[0].radius - 24 - left
    both = ends(card, colours, frame, left=left, column=column, top=left, head=head)
    top = both.ceiling if frame.wide else pair[1].y + pair[1].radius + 36
    words = stack(
        (
            Part(_LABEL.scaled(frame.scale), card.note, 0, colours.accent),
            Part(_TITLE.scaled(frame.scale), card.headline, frame.gap(22), colours.ink),
            Part(_LINE.scaled(frame.scale), card.line, frame.gap(26), colours.quiet),
        ),
        Box(left, top, column, both.floor - top),
        lead=1,
    )
    meeting = Meeting(pair, (colours.one, colours.other, colours.shared))
    numeral = _numeral(card, colours, meeting, frame)
    return Plan(colours.surface, (meeting, *both.shapes), (*both.words, *numeral, *words))


def _numeral(card: Card, colours: Scheme, meeting: Meeting, frame: Frame) -> list[Placed]:
    one, other = meeting.circles
    across = round(one.radius * 0.72)
    block = fitted(_NUMERAL.scaled(frame.scale), card.mark, across, across)
    top = (one.y + other.y - (block.height if block else 0)) // 2
    box = ((one.x + other.x - across) // 2, top, across)
    return place(block, reading.ink_on(colours.shared, card.look.palette), box, "middle")
