"""Where the two circles that meet stand on each kind of card."""

from dataclasses import replace

from outreach.brand.cards.ground import Circle, Meeting
from outreach.brand.cards.page import Frame
from outreach.brand.cards.scheme import Scheme
from outreach.brand.cards.setting import Box


def aside(colours: Scheme, frame: Frame) -> Meeting:
    """At the right of a story's words, or below them."""
    if frame.wide:
        return _meeting(colours, frame, (0.845, 0.32, 0.35), (0.925, 0.70, 0.35))
    return _meeting(colours, frame, (0.66, 0.975, 0.27), (0.90, 0.91, 0.27))


def clear(frame: Frame) -> int:
    """Above this, no circle of a tall story reaches."""
    return frame.down(0.74)


def low(colours: Scheme, frame: Frame) -> Meeting:
    """In the lower corner, behind the end of a quotation."""
    quiet = replace(colours, shared=colours.under)
    if frame.wide:
        return _meeting(quiet, frame, (0.88, 1.04, 0.3), (1.0, 0.92, 0.3))
    return _meeting(quiet, frame, (0.80, 1.0, 0.3), (1.0, 0.93, 0.3))


def high(colours: Scheme, frame: Frame) -> Meeting:
    """In the upper corner, over the end of a figure."""
    quiet = replace(colours, shared=colours.under)
    if frame.wide:
        return _meeting(quiet, frame, (0.80, -0.02, 0.4), (0.98, 0.12, 0.4))
    return _meeting(quiet, frame, (0.76, 0.02, 0.42), (1.02, 0.15, 0.42))


def inside(box: Box, colours: Scheme, frame: Frame) -> Meeting:
    """In the block of a date, cut where the block ends."""
    radius = round(min(box.width, box.height) * 0.58)
    if frame.wide:
        one = Circle(box.left + radius // 5, box.bottom, radius)
        other = Circle(one.x + radius, box.bottom + radius // 3, radius)
    else:
        one = Circle(box.right - round(1.5 * radius), box.bottom - radius // 5, radius)
        other = Circle(one.x + radius, one.y - radius // 3, radius)
    return Meeting((one, other), (colours.one, colours.other, colours.under), within=box)


def numbered(frame: Frame) -> tuple[Circle, Circle]:
    """Two great circles that share enough room for a number."""
    if frame.wide:
        radius, apart = frame.down(0.40), frame.down(0.22)
        x, y = frame.across(0.80), frame.down(0.5)
        return Circle(x - apart, y, radius), Circle(x + apart, y, radius)
    radius, apart = frame.across(0.245), frame.across(0.135)
    x, y = frame.across(0.755), frame.across(0.175)
    return Circle(x, y - apart, radius), Circle(x, y + apart, radius)


def of_person(frame: Frame) -> Circle:
    """The circle of a portrait, with room beside it for the other one."""
    if frame.wide:
        radius = frame.down(0.33)
        return Circle(frame.width - frame.margin - round(1.35 * radius), frame.down(0.45), radius)
    radius = frame.across(0.17 if frame.width == frame.height else 0.22)
    return Circle(frame.margin + radius, frame.margin + 104 + radius, radius)


def _meeting(
    colours: Scheme,
    frame: Frame,
    one: tuple[float, float, float],
    other: tuple[float, float, float],
) -> Meeting:
    """Two circles by shares of the width, of the height, and of the smaller of the two."""
    least = min(frame.width, frame.height)
    pair = [Circle(frame.across(x), frame.down(y), round(least * r)) for x, y, r in (one, other)]
    return Meeting((pair[0], pair[1]), (colours.one, colours.other, colours.shared))
