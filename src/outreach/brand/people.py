"""Who is in a picture: told by a person of the agency, and looked up."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from outreach import errors, identity, records
from outreach.brand.models import Asset, AssetKind, Release, ShownPerson
from outreach.brand.scope import Pictured, PictureRole
from outreach.identity import Action, Actor
from outreach.lib import digest

#: Pictures in which there may be people.
PEOPLED = (AssetKind.PHOTO, AssetKind.VIDEO)


def tell_person(
    db: Session, asset_id: int, person: Pictured, *, by: Actor, now: datetime
) -> ShownPerson:
    """Say that someone is in a picture. `person.id` is not looked at.

    Refuses a picture that shows nobody by its nature: a logo, a card drawn from words.
    """
    by.must(Action.WRITE)
    asset = asset_of(db, asset_id, by.agency_id)
    _must_show_people(asset)
    row = ShownPerson(
        asset_id=asset_id,
        name=person.name.strip()[:120],
        role=PictureRole.CHILD if person.minor else person.role,
        recognisable=person.recognisable,
        minor=person.minor or person.role is PictureRole.CHILD,
        by_id=by.person_id,
        at=now,
    )
    asset.people_told_at = now
    db.add_all([row, asset])
    db.flush()
    body: dict[str, digest.Plain] = {
        "person": number_of(row),
        "name": row.name,
        "role": row.role.value,
        "recognisable": row.recognisable,
        "minor": row.minor,
    }
    record(db, "brand.person_told", asset_id, by=by, now=now, body=body)
    return row


def tell_nobody(db: Session, asset_id: int, *, by: Actor, now: datetime) -> Asset:
    """Say that nobody in the picture can be recognized. Refuses one in which somebody is named."""
    by.must(Action.WRITE)
    asset = asset_of(db, asset_id, by.agency_id)
    _must_show_people(asset)
    if any(person.recognisable for person in people_in(db, asset_id)):
        raise errors.Conflict(
            "Somebody in this picture can be recognized, as its list of people says. "
            "Take them out of the list first if that is wrong."
        )
    asset.people_told_at = now
    db.add(asset)
    record(db, "brand.nobody_shown", asset_id, by=by, now=now, body={})
    return asset


def take_out(db: Session, shown_id: int, *, by: Actor, now: datetime) -> None:
    """Take somebody out of a picture's list, who was put there by mistake.

    Refuses a person who gave a release: what was agreed stays on record.
    """
    by.must(Action.WRITE)
    row = shown_person(db, shown_id, by.agency_id)
    if db.exec(select(Release.id).where(Release.shown_person_id == shown_id)).first():
        raise errors.Conflict(
            "This person has a release, which stays on record. Take the release back instead."
        )
    body: dict[str, digest.Plain] = {"person": shown_id, "name": row.name}
    record(db, "brand.person_taken_out", row.asset_id, by=by, now=now, body=body)
    db.delete(row)
    db.flush()


def people_in(db: Session, asset_id: int) -> tuple[Pictured, ...]:
    """Who is in the picture, in the order they were told."""
    rows = select(ShownPerson).where(ShownPerson.asset_id == asset_id).order_by(col(ShownPerson.id))
    return tuple(pictured(row) for row in db.exec(rows))


def asset_of(db: Session, asset_id: int, agency_id: int) -> Asset:
    """One picture of the agency. Refuses one of another agency as if it were not there."""
    row = db.get(Asset, asset_id)
    if row is None or row.agency_id != agency_id:
        raise errors.NotFound("There is no such picture.")
    return row


def shown_person(db: Session, shown_id: int, agency_id: int) -> ShownPerson:
    """Somebody in a picture of the agency."""
    row = db.get(ShownPerson, shown_id)
    if row is None:
        raise errors.NotFound("There is no such person in a picture.")
    asset_of(db, row.asset_id, agency_id)
    return row


def pictured(row: ShownPerson) -> Pictured:
    """A row as the rules see it."""
    return Pictured(number_of(row), row.name, row.role, row.recognisable, row.minor)


def today(db: Session, agency_id: int, at: datetime) -> date:
    """The day it is then by the agency's calendar; releases begin and end with days."""
    return at.astimezone(identity.zone(identity.agency(db, agency_id).time_zone)).date()


def record(
    db: Session,
    kind: str,
    asset_id: int,
    *,
    by: Actor,
    now: datetime,
    body: dict[str, digest.Plain],
) -> None:
    """Leave a record about a picture, once what it tells of is written."""
    db.flush()
    records.append(
        db, kind, ("asset", asset_id),
        agency_id=by.agency_id, by_id=by.person_id, at=now, body=body,
    )  # fmt: skip


def number_of(row: ShownPerson | Release) -> int:
    """The number of a row that has been written."""
    assert row.id is not None  # noqa: S101 - flushed before
    return row.id


def _must_show_people(asset: Asset) -> None:
    if asset.kind not in PEOPLED:
        raise errors.Conflict(
            f"“{asset.name}” is a {asset.kind}, which shows nobody by itself. "
            "Say who is in the photo it was made from."
        )
