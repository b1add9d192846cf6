"""The pictures of a kit's posts: cards drawn from words, and files that came with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from outreach import brand, errors, identity
from outreach.campaigns.cards import card_of
from outreach.campaigns.planned import KitPost
from outreach.campaigns.telling import Telling


@dataclass(frozen=True, slots=True)
class Easel:
    """Where pictures are drawn and kept, for one agency by one person."""

    db: Session
    media: Path
    #: Where the kit's own files are.
    folder: Path | None
    agency: str
    #: How cards look, by the language of their words.
    looks: Mapping[str, brand.Look]
    by: identity.Actor
    now: datetime

    def picture(self, planned: KitPost, said: Telling, credit: str) -> int | None:
        """The id of the post's picture in that language; None for a post that shows none."""
        if planned.card is not None:
            return self._card(planned, said, credit).id
        if planned.asset is not None:
            return self._file(planned, said).id
        return None

    def _card(self, planned: KitPost, said: Telling, credit: str) -> brand.Asset:
        """The card, described by every word on it; one that tells a story credits its agency."""
        look = self.looks[said.language]
        words = card_of(planned, said, agency=self.agency, credit=credit, look=look)
        return brand.keep_card(
            self.db,
            words,
            language=said.language,
            name=f"{planned.id}-{said.language}.jpg",
            by=self.by,
            now=self.now,
            folder=self.media,
        )

    def _file(self, planned: KitPost, said: Telling) -> brand.Asset:
        asset = next(each for each in said.kit.assets if each.id == planned.asset)
        if self.folder is None:
            raise errors.NotReady(f"The kit's file {asset.file} is not at hand. Name its folder.")
        own = {
            words.language: words.alt_by_asset[asset.id]
            for words in planned.variants
            if asset.id in words.alt_by_asset
        }
        return brand.keep(
            self.db,
            (self.folder / asset.file).read_bytes(),
            alt={language: said.say(alt) for language, alt in (dict(asset.alt) | own).items()},
            name=Path(asset.file).name,
            by=self.by,
            now=self.now,
            folder=self.media,
        )


def looks_of(
    db: Session,
    own: brand.Brand,
    tellings: Sequence[Telling],
    *,
    by: identity.Actor,
    media: Path,
) -> Mapping[str, brand.Look]:
    """How the agency's cards look in each language; nothing for a kit that draws none.

    Refuses a partner's logo that says nothing in one of them, before anything is drawn.
    """
    if not any(post.card for post in tellings[0].kit.posts):
        return {}
    return {
        said.language: brand.look_of(db, own, language=said.language, by=by, folder=media)
        for said in tellings
    }
