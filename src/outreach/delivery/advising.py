"""A hub recommends a pause to every agency. It stops nothing by itself: each agency decides."""

from datetime import datetime

from sqlmodel import Session, col, select

from outreach import errors, records
from outreach.delivery import coverage, pausing
from outreach.delivery.coverage import KIND, Scope
from outreach.delivery.models import Advisory, AdvisoryAnswer, Hold
from outreach.identity import Action, Actor

#: What means the same at every agency.
_COMMON = (Scope.AGENCY, Scope.PLATFORM, Scope.LANGUAGE, Scope.TOPIC)


def advise(  # noqa: PLR0913 - what, why, in whose name and by whom, each named
    db: Session,
    scope: Scope,
    about: str = "",
    *,
    words: str,
    issuer: str,
    by: Actor,
    now: datetime,
) -> Advisory:
    """Ask every agency here to pause something, and say why.

    Refuses what only one agency has, such as an account, and anyone who does not look after them
    all.
    """
    by.must_be_national()
    if not words.strip() or not issuer.strip():
        raise errors.BadInput("Say who asks, and why, in one sentence each.")
    own = scope is Scope.TOPIC and not about.startswith(f"{KIND}:")
    if scope not in _COMMON or own or coverage.read(scope, about) is None:
        raise errors.BadInput(
            "Recommend a pause of everything, a platform, a language or a kind of post: "
            "these are the same at every agency."
        )
    made = Advisory(
        issuer=issuer.strip(),
        words=words.strip(),
        scope=scope.value,
        about=about,
        by_id=by.person_id,
        given_at=now,
    )
    db.add(made)
    db.flush()
    _record(db, "delivery.advised", made, by=by, now=now)
    return made


def call_off(db: Session, advisory_id: int, *, by: Actor, now: datetime) -> Advisory:
    """Ask no more. Pauses that follow it stay: nothing resumes by itself."""
    by.must_be_national()
    found = db.get(Advisory, advisory_id)
    if found is None:
        raise errors.NotFound("There is no such recommendation.")
    if found.withdrawn_at is not None:
        raise errors.Conflict("This recommendation was already called off.")
    found.withdrawn_at = now
    db.add(found)
    _record(db, "delivery.advice_called_off", found, by=by, now=now)
    return found


def advice(db: Session, agency_id: int) -> list[Advisory]:
    """What is recommended and the agency has not answered, newest first."""
    answered = select(AdvisoryAnswer.advisory_id).where(AdvisoryAnswer.agency_id == agency_id)
    return list(
        db.exec(
            select(Advisory)
            .where(col(Advisory.withdrawn_at).is_(None), col(Advisory.id).not_in(answered))
            .order_by(col(Advisory.id).desc())
        )
    )


def follow(db: Session, advisory_id: int, *, by: Actor, now: datetime) -> Hold:
    """Pause what is recommended, at this agency. Refuses one that was answered or called off."""
    by.must(Action.HOLD)
    found = _open(db, advisory_id, by)
    scope = coverage.read(found.scope, found.about) or Scope.AGENCY
    made = pausing.hold(
        db,
        scope,
        found.about if scope.needs_subject else "",
        reason=f"{found.issuer}: {found.words}"[:500],
        advisory_id=found.id,
        by=by,
        now=now,
    )
    _answer(db, found, made, by=by, now=now)
    _record(db, "delivery.advice_followed", found, by=by, now=now)
    return made


def decline(db: Session, advisory_id: int, *, by: Actor, now: datetime) -> None:
    """Decide otherwise, at this agency. Refuses one that was answered or called off."""
    by.must(Action.HOLD)
    found = _open(db, advisory_id, by)
    _answer(db, found, None, by=by, now=now)
    _record(db, "delivery.advice_declined", found, by=by, now=now)


def _open(db: Session, advisory_id: int, by: Actor) -> Advisory:
    found = next((one for one in advice(db, by.agency_id) if one.id == advisory_id), None)
    if found is None:
        raise errors.Conflict("This recommendation was answered or called off. Look at the pauses.")
    return found


def _answer(db: Session, asked: Advisory, hold: Hold | None, *, by: Actor, now: datetime) -> None:
    db.add(
        AdvisoryAnswer(
            advisory_id=asked.id or 0,
            agency_id=by.agency_id,
            by_id=by.person_id,
            at=now,
            hold_id=hold.id if hold else None,
        )
    )
    db.flush()


def _record(db: Session, kind: str, asked: Advisory, *, by: Actor, now: datetime) -> None:
    records.append(
        db,
        kind,
        ("advisory", asked.id or 0),
        agency_id=by.agency_id,
        by_id=by.person_id,
        at=now,
        body={
            "who": asked.issuer,
            "reason": asked.words,
            "scope": asked.scope,
            "about": asked.about,
        },
    )
