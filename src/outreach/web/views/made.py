"""What came of turning a story into posts, told on the next page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from outreach import delivery, posts
from outreach.web import words


@dataclass(frozen=True, slots=True)
class Made:
    """The post that was made and everything that was placed of it."""

    post: posts.Post
    placed: tuple[delivery.Placement, ...] = field(default=())
    #: How many of them wait for a person to accept a machine's words before they can be sent.
    unread: int = 0


def told(made: Made, zone: ZoneInfo, now: datetime, *, asked: bool) -> str:
    """What was done, for the next page: where and when, and what the clock change did."""
    first = made.placed[0]
    when = words.when(first.due_at, zone=zone, now=now)
    what = "Sent for approval" if asked else "Saved as a draft"
    count = len(made.placed) - (made.unread if asked else 0)
    places = f"{what}: {words.plural(count, 'account')}, {when}." if count else ""
    unread = UNREAD if asked and made.unread else ""
    return " ".join(filter(None, (places, SHIFTS[first.shift], unread)))


UNREAD = (
    "Words that a machine made are kept as drafts: let a person who reads the language accept "
    "them, then send them for approval."
)
SHIFTS: Mapping[delivery.Shift, str] = {
    delivery.Shift.NONE: "",
    delivery.Shift.GAP: "The clocks jump over the time you chose, so it was moved forward.",
    delivery.Shift.FOLD: "The time you chose happens twice that day; the first one was taken.",
}
