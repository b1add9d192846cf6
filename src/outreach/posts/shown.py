"""The pictures of a variant and the people in them, as the checks are told of them."""

from collections.abc import Iterator

from sqlmodel import Session

from outreach import brand, review
from outreach.posts.fitness import Content
from outreach.posts.models import Post

#: Whether they agreed is for the room of the brand to say, so here it counts as held.
_AGREED = review.checks.Release(review.checks.Basis.WRITTEN, guardian=True)

#: Pictures that people may be in.
_OF_PEOPLE = (brand.AssetKind.PHOTO, brand.AssetKind.VIDEO)


def people(db: Session, post: Post, content: Content) -> Iterator[review.checks.Person]:
    """Who is in the picture, and the minor that only the author told of.

    Where there is a photo the minor has to be on its list: a tick is no release of a person shown.
    """
    minors = 0
    for each in _in_pictures(db, content):
        minors += each.minor
        yield review.checks.Person(
            name=each.name,
            role=review.checks.Role.STAFF
            if each.role is brand.PictureRole.OFFICER_ON_DUTY
            else review.checks.Role.RESIDENT,
            minor=each.minor,
            identifiable=each.recognisable,
            release=_AGREED,
        )
    if {"minor", "guardian"} <= set(post.declared) and not (minors or _shows_photo(db, content)):
        yield review.checks.Person(minor=True, release=_AGREED)


def pictures(db: Session, content: Content) -> Iterator[review.checks.Picture]:
    """The picture, and the photo on it when it is a card."""
    for asset in _assets(db, content):
        on_card = asset.id != content.asset_id
        yield review.checks.Picture(
            where="the photo on the card" if on_card else "the picture",
            kind=review.checks.PictureKind(asset.kind.value),
            described_in=frozenset(language for language, alt in asset.alt.items() if alt.strip()),
            told_in_body=on_card,
            decorative=asset.decorative,
            contains_text=_words_on(asset, content),
            rights=_rights(asset),
            provenance=review.checks.Provenance(
                ai_made=asset.ai is brand.AiUse.MADE,
                ai_edited=asset.ai is brand.AiUse.EDITED,
                ai_disclosed=asset.ai_disclosed,
            ),
            looked_over=asset.people_told_at is not None,
            stripped=True,
        )


def _shows_photo(db: Session, content: Content) -> bool:
    return any(asset.kind in _OF_PEOPLE for asset in _assets(db, content))


def _in_pictures(db: Session, content: Content) -> Iterator[brand.Pictured]:
    for asset in _assets(db, content):
        yield from brand.people_in(db, asset.id or 0)


def _assets(db: Session, content: Content) -> Iterator[brand.Asset]:
    asset = db.get(brand.Asset, content.asset_id) if content.asset_id else None
    while asset is not None:
        yield asset
        asset = db.get(brand.Asset, asset.shows_id) if asset.shows_id else None


def _words_on(asset: brand.Asset, content: Content) -> str | None:
    """A card was drawn from words that all stand in its alternative; of others nobody has said."""
    return content.alt if asset.origin is brand.AssetOrigin.CARD else None


def _rights(asset: brand.Asset) -> review.checks.Rights | None:
    if not (asset.owner or asset.licence):
        return None
    return review.checks.Rights(asset.owner, asset.licence, asset.licence_expires_on)
