"""Where each post stands as pages say it: its state, and what approvals and pauses make of it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlmodel import Session

from outreach import delivery, review
from outreach.campaigns import Entry
from outreach.delivery import State
from outreach.platforms import PlatformName

_ANSWERED = {review.Decision.RETURN: "returned", review.Decision.REFUSE: "refused"}


@dataclass(frozen=True, slots=True)
class Standings:
    """What the rooms know of an agency's posts beyond the state of each."""

    #: Posts that wait for a yes exactly as they are.
    waiting: frozenset[int]
    #: Posts that wait for their minute and that a hold stops.
    held_back: Mapping[int, delivery.Hold]
    #: The last answer to each draft as it is now.
    answers: Mapping[tuple[int, str], review.Approval]
    #: Posts that were taken down, and when.
    down: Mapping[int, datetime]

    def of(self, entry: Entry) -> str:
        """The name under which pages say where it stands."""
        if entry.state is State.DRAFT:
            return self._of_draft(entry)
        if entry.state is State.SCHEDULED and entry.placement_id in self.held_back:
            return State.HELD.value
        if entry.placement_id in self.down:
            return "taken_down"
        return entry.state.value

    def answer(self, entry: Entry) -> review.Approval | None:
        """What a reader last said about the post as it is now."""
        return self.answers.get((entry.placement_id, entry.digest))

    def _of_draft(self, entry: Entry) -> str:
        if entry.placement_id in self.waiting:
            return "waiting"
        answer = self.answer(entry)
        return _ANSWERED.get(answer.decision, "draft") if answer else "draft"


@dataclass(frozen=True, slots=True)
class Line:
    """One idea at one time: on every platform where it stands alike."""

    entry: Entry
    platforms: tuple[PlatformName, ...]
    state: str

    @property
    def id(self) -> int:
        return self.entry.post_id

    @property
    def title(self) -> str:
        return self.entry.title

    @property
    def due_at(self) -> datetime:
        return self.entry.due_at


def standings(db: Session, agency_id: int, entries: Collection[Entry]) -> Standings:
    """Read what is needed to say where these posts stand."""
    drafts = [entry.placement_id for entry in entries if entry.state is State.DRAFT]
    out = [entry.placement_id for entry in entries if entry.state is State.PUBLISHED]
    return Standings(
        waiting=frozenset(one.id or 0 for one in delivery.waiting(db, agency_id)),
        held_back=delivery.held_back(db, agency_id),
        answers=review.last_answers(db, "placement", drafts),
        down=delivery.amends.taken_down(db, out),
    )


def lines(entries: Iterable[Entry], known: Standings) -> tuple[Line, ...]:
    """Posts of one idea, at one time and in one state, as one line; in order of time."""

    def alike(entry: Entry) -> tuple[datetime, int, str]:
        return entry.due_at, entry.post_id, known.of(entry)

    grouped = (list(group) for _, group in groupby(sorted(entries, key=alike), key=alike))
    return tuple(
        Line(group[0], tuple(sorted({each.platform for each in group})), known.of(group[0]))
        for group in grouped
    )
