"""Forms open to people without an account: private links for tips, an address to nominate by.

A private link is a token that is shown once; only its digest is kept, and closing it closes it.
"""

import re
import secrets
import unicodedata
from datetime import datetime

from sqlmodel import Session, col, select

from outreach import errors, identity, records
from outreach.identity import Action, Actor
from outreach.lib import digest
from outreach.stories.tip_models import DoorKind, TipDoor


def make_tip_link(db: Session, label: str, *, by: Actor, now: datetime) -> tuple[TipDoor, str]:
    """A new private link for tips, with the token that stands in it and is kept nowhere."""
    by.must(Action.CONNECT)
    token = secrets.token_urlsafe(24)
    if not 1 <= len(label.strip()) <= 80:
        raise errors.BadInput(
            "Nothing was saved yet.",
            (errors.Fault("label", "Say whom the link is for.", "Such as: Patrol, day shift."),),
        )
    door = _open(db, DoorKind.TIP, token, label=label.strip(), address="", by=by, now=now)
    return door, token


def open_nominations(db: Session, *, by: Actor, now: datetime) -> TipDoor:
    """Let residents nominate officers, at the agency's own address. Once open, it stays so."""
    by.must(Action.CONNECT)
    door = nominations(db, by.agency_id)
    if door is not None and door.closed_at is None:
        return door
    if door is None:
        address = _free_address(db, identity.agency(db, by.agency_id).name)
        return _open(db, DoorKind.NOMINATION, address, label="", address=address, by=by, now=now)
    door.closed_by = door.closed_at = None
    db.add(door)
    _record(db, "stories.door_opened", door, by=by, now=now)
    return door


def close_door(db: Session, door_id: int, *, by: Actor, now: datetime) -> TipDoor:
    """Close a form: from this moment nothing comes in by it. A closed link stays closed."""
    by.must(Action.CONNECT)
    door = db.get(TipDoor, door_id)
    if door is None or door.agency_id != by.agency_id:
        raise errors.NotFound("There is no such link.")
    if door.closed_at is None:
        door.closed_by, door.closed_at = by.person_id, now
        db.add(door)
        _record(db, "stories.door_closed", door, by=by, now=now)
    return door


def tip_links(db: Session, agency_id: int) -> list[TipDoor]:
    """The agency's private links, the open ones first, the newest first."""
    rows = select(TipDoor).where(TipDoor.agency_id == agency_id, TipDoor.kind == DoorKind.TIP)
    found = db.exec(rows.order_by(col(TipDoor.id).desc())).all()
    return sorted(found, key=lambda door: door.closed_at is not None)


def nominations(db: Session, agency_id: int) -> TipDoor | None:
    """The agency's public form, open or closed; None when it never had one."""
    rows = select(TipDoor).where(
        TipDoor.agency_id == agency_id, TipDoor.kind == DoorKind.NOMINATION
    )
    return db.exec(rows).first()


def knock(db: Session, kind: DoorKind, token: str) -> TipDoor:
    """The form behind a token or an address. Refuses one that is closed or never was."""
    rows = select(TipDoor).where(TipDoor.token_sha256 == digest.sha256(token.encode()))
    door = db.exec(rows).first()
    if door is None or door.kind is not kind or door.closed_at is not None:
        raise errors.NotFound(
            "This form is closed, or its address is not complete. Ask the agency for a new link."
        )
    return door


def _open(  # noqa: PLR0913 - a door has this many parts, each named
    db: Session,
    kind: DoorKind,
    token: str,
    *,
    label: str,
    address: str,
    by: Actor,
    now: datetime,
) -> TipDoor:
    door = TipDoor(
        agency_id=by.agency_id,
        kind=kind,
        label=label,
        token_sha256=digest.sha256(token.encode()),
        address=address,
        by_id=by.person_id,
        at=now,
    )
    db.add(door)
    db.flush()
    _record(db, "stories.door_opened", door, by=by, now=now)
    return door


def _free_address(db: Session, name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:70] or "agency"
    taken = set(db.exec(select(TipDoor.address).where(col(TipDoor.address).startswith(stem))))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(address for address in (stem, *numbered) if address not in taken)


def _record(db: Session, kind: str, door: TipDoor, *, by: Actor, now: datetime) -> None:
    body: dict[str, digest.Plain] = {"for": door.kind.value, "label": door.label}
    assert door.id is not None  # noqa: S101 - flushed by the verb that made it
    records.append(
        db, kind, ("tip_door", door.id),
        agency_id=by.agency_id, by_id=by.person_id, at=now, body=body,
    )  # fmt: skip
