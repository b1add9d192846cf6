"""What keeps a picture from being shown: people without a release for it, a licence that ended."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

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
    waiting, seen = [asset], set[int]()
    while waiting:
        copies = _copies(db, waiting.pop(), seen)
        found += _reasons(db, copies, showing)
        seen |= {copy.id or 0 for copy in copies}
        shown = {copy.shows_id for copy in copies} - {None} - seen
        waiting += [db.get_one(Asset, number) for number in sorted(filter(None, shown))]
    return tuple(dict.fromkeys(found))


def showing(db: Session, asset_id: int) -> list[int]:
    """This picture, its copies, and every card that shows one of them, however far removed."""
    found = set[int]()
    waiting = [asset_id]
    while waiting:
        copies = _copies(db, db.get_one(Asset, waiting.pop()), found)
        found |= {copy.id or 0 for copy in copies}
        cards = db.exec(select(Asset.id).where(col(Asset.shows_id).in_(found)))
        waiting = sorted({*waiting, *filter(None, cards)} - found)
    return sorted(found)


def _copies(db: Session, asset: Asset, known: set[int]) -> list[Asset]:
    """The agency's pictures made of the same bytes: given again, or described anew for a post.

    Whoever is in one of them is in all; a copy is no way around somebody's no.
    """
    found = {asset.id or 0: asset}
    digests = {asset.sha256, asset.original_sha256}
    while True:
        rows = db.exec(
            select(Asset).where(
                Asset.agency_id == asset.agency_id,
                sa.or_(col(Asset.sha256).in_(digests), col(Asset.original_sha256).in_(digests)),
                col(Asset.id).not_in({*found, *known}),
            )
        ).all()
        if not rows:
            return list(found.values())
        found |= {row.id or 0: row for row in rows}
        digests |= {digest for row in rows for digest in (row.sha256, row.original_sha256)}


def _reasons(db: Session, copies: list[Asset], showing: Showing) -> list[str]:
    found = [reason for copy in copies if (reason := _ended(copy, showing))]
    untold = all(copy.people_told_at is None for copy in copies)
    if untold and not showing.practice and copies[0].kind in people.PEOPLED:
        found.append(
            f"Nobody has said who is in “{copies[0].name}”. Say it on the picture's page, even if "
            "nobody can be recognized."
        )
    for copy in copies:
        number = copy.id or 0
        given = [releases.permission(row) for row in releases.releases_of(db, number)]
        found += scope.may_show(people.people_in(db, number), given, showing)
    return found


def _ended(asset: Asset, showing: Showing) -> str | None:
    ends = asset.licence_expires_on
    if ends is None or showing.on <= ends:
        return None
    return (
        f"The license of “{asset.name}” ended on {ends:%B} {ends.day}, {ends.year}. "
        "Renew it, or choose another picture."
    )
