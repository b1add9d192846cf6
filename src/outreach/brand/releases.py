"""What the people in a picture agreed to: noted, confirmed, taken back, looked up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from outreach import errors
from outreach.brand.evidence import Evidence
from outreach.brand.models import Release
from outreach.brand.people import number_of, pictured, record, shown_person, today
from outreach.brand.scope import Basis, Permission, Pictured, PictureRole, Terms, Use
from outreach.identity import Action, Actor
from outreach.lib import digest
from outreach.platforms import PlatformName


@dataclass(frozen=True, slots=True)
class Word:
    """A yes as it was given: its terms, where it stands, and the page that was signed, if any."""

    terms: Terms
    note: str = ""
    evidence: Evidence | None = None
    #: Somebody of the agency asked or saw it. What a tip tells is not confirmed.
    confirmed: bool = True


def note_release(db: Session, shown_id: int, word: Word, *, by: Actor, now: datetime) -> Release:
    """Note what a person in a picture agreed to.

    Refuses a child without a guardian's name and yes, a ground that does not fit the person, and an
    end before the beginning.
    """
    by.must(Action.WRITE)
    person = shown_person(db, shown_id, by.agency_id)
    _refuse(_faults(pictured(person), word, today(db, by.agency_id, now)))
    terms, evidence = word.terms, word.evidence
    row = Release(
        agency_id=by.agency_id,
        asset_id=person.asset_id,
        shown_person_id=shown_id,
        basis=terms.basis,
        uses=sorted(terms.uses),
        platforms=sorted(terms.platforms),
        languages=sorted(terms.languages),
        redistribution=terms.redistribution,
        guardian=terms.guardian.strip()[:120],
        guardian_said_yes=terms.guardian_said_yes,
        note=word.note.strip()[:300],
        signed_on=terms.signed_on,
        expires_on=terms.expires_on,
        evidence_sha256=evidence.sha256 if evidence else None,
        evidence_name=evidence.name if evidence else "",
        evidence_type=evidence.media_type if evidence else "",
        confirmed_by=by.person_id if word.confirmed else None,
        confirmed_at=now if word.confirmed else None,
        by_id=by.person_id,
        at=now,
    )
    db.add(row)
    db.flush()
    record(db, "brand.release_noted", row.asset_id, by=by, now=now, body=_told(row))
    return row


def confirm_release(db: Session, release_id: int, *, by: Actor, now: datetime) -> Release:
    """Say that somebody of the agency asked, and the person said yes indeed."""
    by.must(Action.WRITE)
    row = release_of(db, release_id, by.agency_id)
    if row.withdrawn_on is not None:
        raise errors.Conflict("This release was taken back. Note a new one if they agree again.")
    if row.confirmed_at is None:
        row.confirmed_by, row.confirmed_at = by.person_id, now
        db.add(row)
        record(db, "brand.release_confirmed", row.asset_id, by=by, now=now, body=_told(row))
    return row


def withdraw_release(
    db: Session, release_id: int, *, why: str, by: Actor, now: datetime
) -> Release:
    """Take a release back, and with it every other that this person gave for the picture.

    A person who takes a yes back is not shown because of another paper that was forgotten.
    """
    by.must(Action.WRITE)
    row = release_of(db, release_id, by.agency_id)
    if row.withdrawn_on is not None:
        raise errors.Conflict("This release was taken back already.")
    still = select(Release).where(
        Release.shown_person_id == row.shown_person_id, col(Release.withdrawn_on).is_(None)
    )
    on = today(db, by.agency_id, now)
    for each in db.exec(still):
        each.withdrawn_on, each.withdrawn_at, each.withdrawn_why = on, now, why.strip()[:300]
        db.add(each)
        record(db, "brand.release_withdrawn", each.asset_id, by=by, now=now, body=_told(each))
    return row


def releases_of(db: Session, asset_id: int) -> list[Release]:
    """Every release given for the picture, the newest first."""
    rows = select(Release).where(Release.asset_id == asset_id).order_by(col(Release.id).desc())
    return list(db.exec(rows))


def permission(row: Release) -> Permission:
    """A row as the rules see it."""
    terms = Terms(
        basis=row.basis,
        uses=frozenset(map(Use, row.uses)),
        platforms=frozenset(map(PlatformName, row.platforms)),
        languages=frozenset(row.languages),
        redistribution=row.redistribution,
        guardian=row.guardian,
        guardian_said_yes=row.guardian_said_yes,
        signed_on=row.signed_on,
        expires_on=row.expires_on,
    )
    return Permission(
        pictured_id=row.shown_person_id,
        terms=terms,
        withdrawn_on=row.withdrawn_on,
        confirmed=row.confirmed_at is not None,
    )


def release_of(db: Session, release_id: int, agency_id: int) -> Release:
    """One release of the agency. Refuses one of another agency as if it were not there."""
    row = db.get(Release, release_id)
    if row is None or row.agency_id != agency_id:
        raise errors.NotFound("There is no such release.")
    return row


def _faults(person: Pictured, word: Word, on: date) -> Sequence[errors.Fault]:
    terms, found = word.terms, []
    covered = terms.basis is Basis.NOT_IDENTIFIABLE
    if covered and person.recognisable:
        found.append(
            errors.Fault(
                "basis",
                "The picture's list says that this person can be recognized.",
                "Choose another ground, or change the list.",
            )
        )
    if person.minor and not covered and not (terms.guardian.strip() and terms.guardian_said_yes):
        found.append(
            errors.Fault(
                "guardian",
                "Someone under 18 needs a parent's or guardian's yes.",
                "Write the guardian's name and tick that they said yes.",
            )
        )
    if terms.basis is Basis.PUBLIC_OFFICIAL_ON_DUTY and person.role is not (
        PictureRole.OFFICER_ON_DUTY
    ):
        found.append(
            errors.Fault(
                "basis",
                "Only an officer on duty is shown on this ground.",
                "Choose another ground.",
            )
        )
    return [*found, *_faulty_days(terms, on)]


def _faulty_days(terms: Terms, on: date) -> Sequence[errors.Fault]:
    found = []
    if terms.signed_on > on:
        found.append(errors.Fault("signed_on", "This day has not come yet.", "Choose an earlier."))
    if terms.expires_on is not None and terms.expires_on < terms.signed_on:
        found.append(
            errors.Fault("expires_on", "It would end before it begins.", "Choose a later day.")
        )
    return found


def _refuse(faults: Sequence[errors.Fault]) -> None:
    if faults:
        raise errors.BadInput("Nothing was saved yet.", tuple(faults))


def _told(row: Release) -> dict[str, digest.Plain]:
    """A release as its record keeps it."""
    return {
        "release": number_of(row),
        "person": row.shown_person_id,
        "basis": row.basis.value,
        "uses": list(row.uses),
        "platforms": list(row.platforms),
        "languages": list(row.languages),
        "redistribution": row.redistribution.value,
        "guardian": row.guardian,
        "signed_on": row.signed_on.isoformat(),
        "expires_on": row.expires_on.isoformat() if row.expires_on else None,
        "evidence": row.evidence_sha256,
        "confirmed_by": row.confirmed_by,
        "withdrawn_on": row.withdrawn_on.isoformat() if row.withdrawn_on else None,
        "why": row.withdrawn_why,
    }
