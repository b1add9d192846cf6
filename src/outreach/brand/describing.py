"""What is known of a picture beside its pixels: described, credited, and found again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from outreach import errors
from outreach.brand import assets
from outreach.brand.models import AiUse, Asset, AssetKind
from outreach.brand.people import asset_of, record
from outreach.identity import Action, Actor
from outreach.lib import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFacts:
    """What a person says of a picture."""

    alt: Mapping[str, str]
    #: A photo or a logo; a card and a film stay what they are.
    kind: AssetKind = AssetKind.PHOTO
    decorative: bool = False
    taken_by: str = ""
    taken_on: date | None = None
    owner: str = ""
    licence: str = ""
    licence_expires_on: date | None = None
    ai: AiUse | None = None
    ai_disclosed: bool = False


def facts_of(asset: Asset) -> PictureFacts:
    """What has been said of the picture so far."""
    return PictureFacts(
        alt=asset.alt,
        kind=asset.kind,
        decorative=asset.decorative,
        taken_by=asset.taken_by,
        taken_on=asset.taken_on,
        owner=asset.owner,
        licence=asset.licence,
        licence_expires_on=asset.licence_expires_on,
        ai=asset.ai,
        ai_disclosed=asset.ai_disclosed,
    )


def describe(db: Session, asset_id: int, facts: PictureFacts, *, by: Actor, now: datetime) -> Asset:
    """Say what a picture shows, whose it is, and how it was made.

    Refuses a picture without an alternative, an ornament that says something, and another kind for
    what was drawn or filmed here. Posts that show it are `delivery.describe`'s matter.
    """
    by.must(Action.WRITE)
    asset = asset_of(db, asset_id, by.agency_id)
    said = assets.alternatives(facts.alt)
    _refuse_impossible(asset, facts)
    body: dict[str, digest.Plain] = {"before": _plain(facts_of(asset))}
    asset.alt, asset.kind, asset.decorative = said, facts.kind, facts.decorative
    asset.taken_by, asset.taken_on = facts.taken_by.strip()[:120], facts.taken_on
    asset.owner, asset.licence = facts.owner.strip()[:120], facts.licence.strip()[:200]
    asset.licence_expires_on = facts.licence_expires_on
    asset.ai, asset.ai_disclosed = facts.ai, facts.ai_disclosed
    db.add(asset)
    body["after"] = _plain(facts_of(asset))
    if body["after"] != body["before"]:
        record(db, "brand.picture_described", asset_id, by=by, now=now, body=body)
    return asset


def focus(
    db: Session, asset_id: int, at: tuple[float, float], *, by: Actor, now: datetime
) -> Asset:
    """Say which point matters most, from the left and from the top: crops keep it in sight."""
    by.must(Action.WRITE)
    asset = asset_of(db, asset_id, by.agency_id)
    if not all(0 <= part <= 1 for part in at):
        raise errors.BadInput("The point lies outside of the picture. Choose one inside.")
    asset.focal_x, asset.focal_y = at
    db.add(asset)
    percent: list[digest.Plain] = [round(part * 100) for part in at]
    record(db, "brand.picture_described", asset_id, by=by, now=now, body={"focal": percent})
    return asset


def pictures(
    db: Session,
    agency_id: int,
    *,
    words: str = "",
    kind: AssetKind | None = None,
    before: int | None = None,
    limit: int = 30,
) -> list[Asset]:
    """The agency's pictures whose name or alternative has all of the words, the newest first."""
    rows = select(Asset).where(Asset.agency_id == agency_id)
    if kind is not None:
        rows = rows.where(Asset.kind == kind)
    if before is not None:
        rows = rows.where(col(Asset.id) < before)
    for word in words.split():
        told = sa.cast(Asset.alt, sa.Text)
        # JSON writes letters beyond ASCII as escapes, so they are looked for in that spelling, and
        # both as they were typed and small, because a database folds the case of ASCII alone.
        spelt = {json.dumps(way)[1:-1] for way in (word, word.lower(), word.capitalize())}
        rows = rows.where(
            sa.or_(
                col(Asset.name).icontains(word, autoescape=True),
                *(told.icontains(way, autoescape=True) for way in sorted({word, *spelt})),
            )
        )
    return list(db.exec(rows.order_by(col(Asset.id).desc()).limit(limit)))


def _refuse_impossible(asset: Asset, facts: PictureFacts) -> None:
    fixed = (AssetKind.CARD, AssetKind.VIDEO)
    if facts.kind is not asset.kind and (asset.kind in fixed or facts.kind in fixed):
        raise errors.BadInput(f"“{asset.name}” is a {asset.kind} and stays one.")
    if facts.decorative and facts.kind is not AssetKind.PHOTO:
        raise errors.BadInput(
            f"A {facts.kind} always says something, so it is never only an ornament. "
            "Untick “only adorns”."
        )
    if facts.ai_disclosed and facts.ai in (None, AiUse.NONE):
        raise errors.BadInput(
            "There is nothing to tell people of: no machine made or changed this picture. "
            "Say what a machine did to it, or untick “people are told”."
        )


def _plain(facts: PictureFacts) -> dict[str, digest.Plain]:
    return {
        "alt": dict(facts.alt),
        "kind": facts.kind.value,
        "decorative": facts.decorative,
        "taken": [facts.taken_by, facts.taken_on.isoformat() if facts.taken_on else None],
        "rights": [facts.owner, facts.licence, str(facts.licence_expires_on or "")],
        "ai": [facts.ai.value if facts.ai else None, facts.ai_disclosed],
    }
