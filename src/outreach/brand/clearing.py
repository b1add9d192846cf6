"""What keeps a picture from being shown: people without a release for it, a licence that ended."""

from datetime import datetime

from sqlmodel import Session

from outreach import errors
from outreach.brand import people, releases, same, scope
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
        copies = same.copies(db, waiting.pop(), seen)
        found += _reasons(db, copies, showing)
        seen |= {copy.id or 0 for copy in copies}
        shown = {copy.shows_id for copy in copies} - {None} - seen
        waiting += [db.get_one(Asset, number) for number in sorted(filter(None, shown))]
    return tuple(dict.fromkeys(found))


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
