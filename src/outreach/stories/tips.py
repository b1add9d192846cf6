"""What people without an account send in: taken once, bounded in size and in number per hour.

No address of theirs is kept. What a tip says of a person's yes is told, not proved.
"""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from outreach import brand, errors, records
from outreach.identity import Actor
from outreach.lib import digest
from outreach.stories.tip_models import DoorKind, Tip, TipDoor, TipState

#: As many as a busy evening brings; more is a flood.
MOST_PER_HOUR = 20
#: Beyond this somebody should read first.
MOST_WAITING = 500
MOST_PEOPLE = 8
LONGEST = 2_000
#: A form that was not finished is forgotten after this long.
UNFINISHED_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TipPerson:
    """Somebody who can be recognized in the photo, as the sender told it."""

    name: str
    role: brand.PictureRole = brand.PictureRole.RESIDENT
    minor: bool = False
    said_yes: bool = False
    guardian: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a form says."""

    what: str
    place: str = ""
    happened: str = ""
    officer: str = ""
    giver: str = ""
    giver_may_be_named: bool = False
    contact: str = ""
    people: tuple[TipPerson, ...] = ()


def give_tip(
    db: Session, door: TipDoor, told: Told, *, key: str, photo: brand.Received | None, now: datetime
) -> Tip:
    """Take a tip in. The same form sent twice is one tip; a photo that waited is taken along.

    Refuses a form that says nothing, one that says too much, and more than come in an hour.
    """
    _refuse(_faults(told, door.kind))
    tip = _waiting(db, door, key)
    if tip is not None and tip.state is not TipState.UNFINISHED:
        return tip
    tip = tip or _new(db, door, key, now)
    _put_photo(db, door, tip, photo, now)
    tip.state, tip.at = TipState.NEW, now
    for name in ("what", "place", "happened", "officer", "giver", "giver_may_be_named", "contact"):
        setattr(tip, name, getattr(told, name))
    tip.people = [{**asdict(person), "role": person.role.value} for person in told.people]
    db.add(tip)
    db.flush()
    record(db, "stories.tip_given", tip, by=None, now=now, body={"photo": tip.photo_sha256})
    return tip


def hold_photo(
    db: Session, door: TipDoor, *, key: str, photo: brand.Received, now: datetime
) -> Tip:
    """Keep the photo of a form that has to be mended first: no browser sends a file again."""
    tip = _waiting(db, door, key) or _new(db, door, key, now)
    if tip.state is TipState.UNFINISHED:
        _put_photo(db, door, tip, photo, now)
        db.add(tip)
        db.flush()
    return tip


def held_photo(db: Session, door: TipDoor, *, key: str) -> bool:
    """Whether the photo of this form is here already."""
    tip = _waiting(db, door, key)
    return tip is not None and tip.photo_sha256 is not None


def _new(db: Session, door: TipDoor, key: str, now: datetime) -> Tip:
    """A row for what comes in now. Refuses a flood."""
    since = now - timedelta(hours=1)
    lately = _count(db, col(Tip.door_id) == door.id, col(Tip.at) > since)
    waiting = _count(db, col(Tip.agency_id) == door.agency_id, col(Tip.state) == TipState.NEW)
    if lately >= MOST_PER_HOUR or waiting >= MOST_WAITING:
        raise errors.Conflict(
            "So much came in by this form that it takes nothing more for now. Try again in an hour."
        )
    assert door.id is not None  # noqa: S101 - read from the database
    return Tip(
        agency_id=door.agency_id,
        door_id=door.id,
        kind=door.kind,
        state=TipState.UNFINISHED,
        key_sha256=digest.sha256(key.encode()),
        at=now,
    )


def _count(db: Session, *where: sa.ColumnElement[bool]) -> int:
    return db.scalar(sa.select(sa.func.count()).select_from(Tip).where(*where)) or 0


def _waiting(db: Session, door: TipDoor, key: str) -> Tip | None:
    """The tip that came with this form before, if one did."""
    rows = select(Tip).where(Tip.key_sha256 == digest.sha256(key.encode()), Tip.door_id == door.id)
    return db.exec(rows).first()


def _put_photo(
    db: Session, door: TipDoor, tip: Tip, photo: brand.Received | None, now: datetime
) -> None:
    """Give the tip a photo. One that it had is left unfinished by itself, to be forgotten so."""
    if photo is None:
        return
    if tip.photo_sha256 not in (None, photo.sha256):
        left = _new(db, door, secrets.token_urlsafe(16), now)
        left.photo_sha256, left.photo = tip.photo_sha256, tip.photo
        db.add(left)
    tip.photo_sha256, tip.photo = photo.sha256, asdict(photo)


def _faults(told: Told, kind: DoorKind) -> Sequence[errors.Fault]:
    found = []
    if not told.what.strip():
        found.append(errors.Fault("what", "Say in a sentence or two what happened."))
    if len(told.what) > LONGEST:
        found.append(errors.Fault("what", f"Keep it to {LONGEST:,} characters."))
    if kind is DoorKind.NOMINATION and not told.officer.strip():
        found.append(errors.Fault("officer", "Say who did well, or what they looked like."))
    if len(told.people) > MOST_PEOPLE:
        found.append(errors.Fault("people", f"Name {MOST_PEOPLE} people at most."))
    for row, person in enumerate(told.people):
        at = f"people.{row}."
        if not person.name.strip():
            found.append(errors.Fault(f"{at}name", "Say who this is, such as: girl in a red coat."))
        if person.minor and person.said_yes and not person.guardian.strip():
            found.append(
                errors.Fault(
                    f"{at}guardian",
                    "For someone under 18 a parent or guardian says yes.",
                    "Write their name, or leave the yes unticked.",
                )
            )
    return found


def _refuse(faults: Sequence[errors.Fault]) -> None:
    if faults:
        raise errors.BadInput("Nothing was sent yet.", tuple(faults))


def record(
    db: Session,
    kind: str,
    tip: Tip,
    *,
    by: Actor | None,
    now: datetime,
    body: dict[str, digest.Plain],
) -> None:
    """Leave a record of a tip; the giver's name and contact stay out of it."""
    assert tip.id is not None  # noqa: S101 - flushed before
    by_id = by.person_id if by else None
    about = ("tip", tip.id)
    records.append(db, kind, about, agency_id=tip.agency_id, by_id=by_id, at=now, body=body)
