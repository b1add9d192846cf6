"""What keeps a picture from being shown: people without a release for it, a licence that ended."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from outreach import errors
from outreach.brand import people, releases, scope
from outreach.brand.models import Asset
from outreach.brand.scope import Redistribution, Showing, Use
from outreach.platforms import PlatformName


def unreleased(  # noqa: PLR0913 - what is shown, where, to whom and when, each named
    db: Session,
    asset_id: int,
    *,
    use: Use = Use.POST,
    platform: PlatformName | None = None,
    language: str = "",
    reach: Redistribution = Redistribution.AGENCY_ONLY,
    practice: bool = False,
    at: datetime,
) -> tuple[str, ...]:
    """Why this picture may not be shown so at this instant, each as a sentence. Empty: it may.

    Ask with the post's due time before a yes is given, and with the present at the mark. A card
    answers for the photo it shows too. In practice nobody outside sees it: there the people in it
    may still be untold and a tip's word be enough, but what was taken back, ended or was never
    given for a child stays away all the same.
    """
    asset = db.get(Asset, asset_id)
    if asset is None:
        raise errors.NotFound("There is no such picture.")
    showing = Showing(
        on=people.today(db, asset.agency_id, at), use=use, platform=platform, language=language,
        reach=reach, practice=practice,
    )  # fmt: skip
    found: list[str] = []
    while asset is not None:
        found += _reasons(db, asset, showing)
        asset = db.get(Asset, asset.shows_id) if asset.shows_id else None
    return tuple(dict.fromkeys(found))


def showing(db: Session, asset_id: int) -> list[int]:
    """This picture and every card that shows it, however far removed."""
    shown = sa.select(col(Asset.id)).where(col(Asset.id) == asset_id).cte(recursive=True)
    cards = shown.union(sa.select(col(Asset.id)).where(col(Asset.shows_id) == shown.c.id))
    return list(db.scalars(sa.select(cards.c.id)))


def _reasons(db: Session, asset: Asset, showing: Showing) -> list[str]:
    found = []
    if asset.kind in people.PEOPLED and asset.people_told_at is None and not showing.practice:
        found.append(
            f"Nobody has said who is in “{asset.name}”. Say it on the picture's page, even if "
            "nobody can be recognized."
        )
    ends = asset.licence_expires_on
    if ends is not None and showing.on > ends:
        found.append(
            f"The license of “{asset.name}” ended on {ends:%B} {ends.day}, {ends.year}. "
            "Renew it, or choose another picture."
        )
    given = [releases.permission(row) for row in releases.releases_of(db, asset.id or 0)]
    return [*found, *scope.may_show(people.people_in(db, asset.id or 0), given, showing)]
