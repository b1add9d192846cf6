"""What people did about pauses, a sentence each: who paused, lifted, kept, moved and decided."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from sqlmodel import Session

from outreach import delivery, identity, records
from outreach.delivery import Scope
from outreach.web import pauses, words

#: How many are shown; the records page has them all.
MOST = 20

Body = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a person did, and the number of its record."""

    at: datetime
    sentence: str
    sequence: int


def lately(db: Session, agency_id: int) -> tuple[Act, ...]:
    """The newest acts, newest first."""
    found = records.listing(db, agency_id, records.Wanted(kinds=tuple(_SAID)), limit=MOST)
    names = identity.names_of(db, {each.by_id for each in found if each.by_id})
    placed = {each.about_id for each in found if each.about_kind == "placement"}
    titles = delivery.posts_of(db, agency_id, placed)
    acts = []
    for each in found:
        post = titles.get(each.about_id) if each.about_kind == "placement" else None
        about = f"“{post.title}”" if post else _covered(db, each)
        by = names.get(each.by_id or 0, "Outreach")
        acts.append(Act(each.at, _SAID[each.kind](by, about, each.body), each.sequence))
    return tuple(acts)


def last_drill(db: Session, agency_id: int) -> Act | None:
    """The last time a pause was practised, and what came of it."""
    wanted = records.Wanted(kind="delivery.hold_drilled")
    found = records.listing(db, agency_id, wanted, limit=1)
    return Act(found[0].at, str(found[0].body["reason"]), found[0].sequence) if found else None


def _covered(db: Session, record: records.Record) -> str:
    """What a pause covers, within a sentence."""
    scope, about = str(record.body.get("scope", "")), record.body.get("about")
    # Before a pause could be of every agency, "all" was all of one, and about nothing.
    known = Scope.AGENCY if about is None else delivery.read_scope(scope, str(about))
    what = pauses.named(db, delivery.Order(0, record.agency_id, known, str(about or "")))
    return what[0].lower() + what[1:]


def _why(body: Body) -> str:
    return f": {body['reason']}" if body.get("reason") else "."


def _waited(body: Body) -> str:
    covered = body.get("covered")
    count = len(covered) if isinstance(covered, list) else 0
    return f"{words.plural(count, 'post')} then waited for a decision."


#: By kind of record: the person, what it was about, and what the record holds.
_SAID: Mapping[str, Callable[[str, str, Body], str]] = MappingProxyType(
    {
        "delivery.hold_started": lambda by, what, body: f"{by} paused {what}{_why(body)}",
        "delivery.hold_explained": lambda by, what, body: (
            f"{by} gave the reason for pausing {what}{_why(body)}"
        ),
        "delivery.hold_lifted": lambda by, what, body: (
            f"{by} lifted the pause of {what}. {_waited(body)}"
        ),
        "delivery.hold_drilled": lambda by, _what, body: (
            f"{by} practised a pause. {body['reason']}"
        ),
        "delivery.advised": lambda by, what, body: (
            f"{by} recommended to every agency to pause {what}{_why(body)}"
        ),
        "delivery.advice_called_off": lambda by, what, _body: (
            f"{by} called off the recommendation to pause {what}."
        ),
        "delivery.advice_followed": lambda by, what, body: (
            f"{by} followed {body['who']} and paused {what}."
        ),
        "delivery.advice_declined": lambda by, what, body: (
            f"{by} decided not to pause {what}, as {body['who']} had asked."
        ),
        "delivery.kept": lambda by, post, _body: f"{by} kept {post} at its time.",
        "delivery.moved": lambda by, post, _body: f"{by} gave {post} a new time.",
        "delivery.cancelled": lambda by, post, _body: f"{by} dropped {post}.",
        "delivery.decided": lambda by, post, body: (
            f"{by} said what became of {post}: {body.get('choice')}."
        ),
    }
)
