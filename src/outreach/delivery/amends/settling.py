"""Keep what a platform answered to an amendment, and what it showed when the post was read back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from outreach import identity
from outreach.delivery import backoff
from outreach.delivery.amends import rows
from outreach.delivery.amends.models import Amendment, Told
from outreach.delivery.amends.states import AmendKind, AmendState, AmendWho
from outreach.delivery.models import Placement
from outreach.identity import Actor
from outreach.platforms import (
    Gone,
    NeedsSignIn,
    PlatformFault,
    Refused,
    Standing,
    Stands,
    TryLater,
    same_words,
)


class HoldCame(TryLater):
    """A hold came between the mark and the first byte."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one call to the platform brought back."""

    told: Told | PlatformFault
    #: The words read right before it; None where they could not be read.
    stood: str | None


def keep_answer(
    db: Session, row: Amendment, answer: Answer, *, grace: timedelta, now: datetime
) -> None:
    """What became of the call. No answer makes an amendment done: it is read back in any case."""
    if row.stood is None and answer.stood is not None:
        row.stood = answer.stood
        db.add(row)
        db.flush()
    match answer.told:
        case Told():
            _leave(db, row, AmendState.CHECKING, told=answer.told, not_before=now)
        case HoldCame():
            _leave(db, row, AmendState.HELD, trouble=str(answer.told))
        case Refused():
            _ask_person(db, row, str(answer.told), now=now)
        case NeedsSignIn():
            _sign_in(db, row, str(answer.told), now=now)
        case TryLater():
            _try_later(db, row, answer.told, now=now)
        case _:
            why = str(answer.told)
            _leave(db, row, AmendState.CHECKING, trouble=why, not_before=now + grace)
            rows.record(db, row, "amendment_unclear", now=now, why=why)


def keep_sight(
    db: Session,
    row: Amendment,
    seen: Standing | PlatformFault,
    *,
    grace: timedelta,
    now: datetime,
) -> None:
    """What the platform shows now, and so whether it is done, is tried again, or needs a person."""
    match seen, row.kind:
        case PlatformFault(), _:
            _unread(db, row, str(seen), now=now)
        case Gone(), AmendKind.TAKE_DOWN:
            _gone(db, row, grace=grace, now=now)
        case Stands(), AmendKind.TAKE_DOWN:
            _again(db, row, "The platform still shows the post.", now=now)
        case Stands(text), _ if same_words(text, row.text):
            _done(db, row, stands=text, now=now)
        case Stands(text), _ if same_words(text, row.before):
            _again(db, row, "The platform still shows the old words.", now=now)
        case Stands(text), _:
            _ask_person(db, row, f"The post reads otherwise by now: “{text[:300]}”", now=now)
        case _:
            _not_shown(db, row, grace=grace, now=now)


def record_done(db: Session, row: Amendment, *, now: datetime, by: Actor | None = None) -> None:
    """Put on the public record what stood, what stands, and on whose word."""
    takes_down = row.kind is AmendKind.TAKE_DOWN
    rows.record(
        db,
        row,
        "taken_down" if takes_down else "corrected",
        now=now,
        by=by,
        at_once=row.at_once,
        ordered_by=row.ordered_by,
        stood=row.before if row.stood is None else row.stood,
        stands=None if takes_down else row.text,
        read_back=by is None,
    )


def _gone(db: Session, row: Amendment, *, grace: timedelta, now: datetime) -> None:
    """Not shown. That is proof only after the platform's own word: a post may show late."""
    if row.told is Told.DONE or (row.told is Told.GONE and _is_old(db, row, grace, now)):
        _done(db, row, stands=None, now=now)
    elif row.told is Told.GONE:
        _wait(db, row, grace, now)
    else:
        why = "The post is not shown, but the platform did not say that it is down."
        _again(db, row, why, now=now)


def _not_shown(db: Session, row: Amendment, *, grace: timedelta, now: datetime) -> None:
    if _is_old(db, row, grace, now):
        _ask_person(db, row, "The platform shows no such post any more. Look at it.", now=now)
    else:
        _wait(db, row, grace, now)


def _is_old(db: Session, row: Amendment, grace: timedelta, now: datetime) -> bool:
    """Whether the post has been out for so long that it would be shown if it were there."""
    out_since = db.get_one(Placement, row.placement_id).published_at
    return out_since is None or now - out_since >= grace


def _wait(db: Session, row: Amendment, grace: timedelta, now: datetime) -> None:
    _leave(db, row, AmendState.CHECKING, not_before=now + grace)


def _done(db: Session, row: Amendment, *, stands: str | None, now: datetime) -> None:
    if _leave(db, row, AmendState.DONE, stands=stands, ended_at=now, trouble=""):
        record_done(db, row, now=now)


def _again(db: Session, row: Amendment, why: str, *, now: datetime) -> None:
    """It was not done: ask once more, until the tries are used up. Asking twice does no harm."""
    attempts = row.attempts + 1
    at = backoff.retry_at(attempts, now, None)
    if at is None:
        _ask_person(db, row, f"{why} It was asked {attempts} times.", now=now)
    else:
        _leave(db, row, AmendState.ORDERED, trouble=why, attempts=attempts, not_before=at)


def _try_later(db: Session, row: Amendment, fault: TryLater, *, now: datetime) -> None:
    attempts = row.attempts + (1 if fault.counts else 0)
    at = backoff.retry_at(attempts, now, fault.at)
    if at is None:
        _ask_person(db, row, f"{fault} It was tried {attempts} times.", now=now)
    else:
        _leave(db, row, AmendState.ORDERED, trouble=str(fault), attempts=attempts, not_before=at)


def _sign_in(db: Session, row: Amendment, why: str, *, now: datetime) -> None:
    placement = db.get_one(Placement, row.placement_id)
    account = identity.account_of(db, placement.account_id, placement.agency_id)
    if account.connected_at > (row.marked_at or now):
        # It left with the old credentials and says nothing of those given meanwhile.
        _leave(db, row, AmendState.ORDERED, trouble=why, not_before=now + backoff.SOON)
    elif _leave(db, row, AmendState.NEEDS_SIGN_IN, trouble=why):
        identity.park(db, account, now=now)


def _unread(db: Session, row: Amendment, why: str, *, now: datetime) -> None:
    at = backoff.read_again_at(row.reads, now)
    if at is None:
        _ask_person(db, row, f"{why} The post could not be read for an hour.", now=now)
    else:
        _leave(db, row, AmendState.CHECKING, trouble=why, reads=row.reads + 1, not_before=at)


def _ask_person(db: Session, row: Amendment, why: str, *, now: datetime) -> None:
    if _leave(db, row, AmendState.NEEDS_PERSON, trouble=why):
        rows.record(db, row, "amendment_stuck", now=now, why=why)


def _leave(db: Session, row: Amendment, goal: AmendState, **values: Any) -> bool:
    if isinstance(values.get("trouble"), str):
        values["trouble"] = str(values["trouble"])[:500]
    return rows.take(
        db, row, goal, AmendWho.ROUND, under=row.fence, **{"lease_until": None, **values}
    )
