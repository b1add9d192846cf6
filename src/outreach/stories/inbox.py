"""What the agency makes of a tip: read it, take its photo over, use it, or set it aside."""

from datetime import datetime

from sqlmodel import Session, col, select

from outreach import brand, errors
from outreach.identity import Action, Actor
from outreach.lib import digest
from outreach.stories.tip_models import Tip, TipState
from outreach.stories.tips import TipPerson, record


def tips_in(db: Session, agency_id: int, *states: TipState, limit: int = 100) -> list[Tip]:
    """The agency's tips in these states, the newest first; without any, all that were sent."""
    wanted = states or (TipState.NEW, TipState.USED, TipState.SET_ASIDE)
    rows = select(Tip).where(Tip.agency_id == agency_id, col(Tip.state).in_(wanted))
    return list(db.exec(rows.order_by(col(Tip.id).desc()).limit(limit)))


def tip_of(db: Session, tip_id: int, agency_id: int) -> Tip:
    """One tip of the agency. Refuses another agency's, as if it were not there."""
    tip = db.get(Tip, tip_id)
    if tip is None or tip.agency_id != agency_id or tip.state is TipState.UNFINISHED:
        raise errors.NotFound("There is no such tip.")
    return tip


def people_told(tip: Tip) -> tuple[TipPerson, ...]:
    """Who can be recognized in the photo, as the sender told it."""
    return tuple(
        TipPerson(
            name=str(one["name"]),
            role=brand.PictureRole(str(one["role"])),
            minor=bool(one["minor"]),
            said_yes=bool(one["said_yes"]),
            guardian=str(one["guardian"]),
        )
        for one in tip.people
    )


def tip_photo(tip: Tip) -> brand.Received | None:
    """The photo as it was kept; None when there is none."""
    if tip.photo_sha256 is None:
        return None
    return brand.Received(**tip.photo)  # type: ignore[arg-type]  # as JSON kept it


def take_photo(
    db: Session, tip: Tip, *, alt: dict[str, str], by: Actor, now: datetime
) -> int | None:
    """Make the tip's photo a picture of the agency, with the people and the yeses it tells of.

    Each yes is noted as heard and not confirmed. A child without a guardian's yes gets none.
    """
    by.must(Action.WRITE)
    photo = tip_photo(tip)
    if photo is None or tip.asset_id is not None:
        return tip.asset_id
    asset = brand.keep_received(db, photo, alt=alt, by=by, now=now)
    asset.taken_by = tip.giver[:120]
    for person in people_told(tip):
        _tell(db, asset.id or 0, person, tip, by=by, now=now)
    if not tip.people:
        brand.tell_nobody(db, asset.id or 0, by=by, now=now)
    tip.asset_id = asset.id
    db.add_all([tip, asset])
    db.flush()
    return asset.id


def tip_used(
    db: Session,
    tip_id: int,
    *,
    post_id: int | None = None,
    story_id: int | None = None,
    by: Actor,
    now: datetime,
) -> Tip:
    """Say what was made from a tip; several things may be."""
    by.must(Action.WRITE)
    tip = tip_of(db, tip_id, by.agency_id)
    tip.post_id, tip.story_id = post_id or tip.post_id, story_id or tip.story_id
    body: dict[str, digest.Plain] = {"post": post_id, "story": story_id}
    return _settle(db, tip, TipState.USED, "stories.tip_used", by=by, now=now, body=body)


def set_tip_aside(db: Session, tip_id: int, *, by: Actor, now: datetime) -> Tip:
    """Make nothing of a tip. It stays, and may be taken up later."""
    by.must(Action.WRITE)
    tip = tip_of(db, tip_id, by.agency_id)
    if tip.state is TipState.SET_ASIDE:
        return tip
    return _settle(db, tip, TipState.SET_ASIDE, "stories.tip_set_aside", by=by, now=now, body={})


def _tell(
    db: Session, asset_id: int, person: TipPerson, tip: Tip, *, by: Actor, now: datetime
) -> None:
    shown = brand.tell_person(
        db, asset_id, brand.Pictured(0, person.name, person.role, True, person.minor),
        by=by, now=now,
    )  # fmt: skip
    if not person.said_yes or (person.minor and not person.guardian):
        return
    terms = brand.Terms(
        basis=brand.Basis.VERBAL_LOGGED,
        guardian=person.guardian if person.minor else "",
        guardian_said_yes=person.minor,
        signed_on=brand.today(db, by.agency_id, tip.at),
    )
    heard = f"As told in tip {tip.id}" + (f" by {tip.giver}" if tip.giver else "")
    word = brand.Word(terms, note=heard, confirmed=False)
    brand.note_release(db, shown.id or 0, word, by=by, now=now)


def _settle(  # noqa: PLR0913 - what became of it, each named
    db: Session,
    tip: Tip,
    state: TipState,
    kind: str,
    *,
    by: Actor,
    now: datetime,
    body: dict[str, digest.Plain],
) -> Tip:
    tip.state, tip.settled_by, tip.settled_at = state, by.person_id, now
    db.add(tip)
    db.flush()
    record(db, kind, tip, by=by, now=now, body=body)
    return tip
