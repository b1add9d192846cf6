"""What the campaign of a post promised: words in its audience's languages, a tag, its grant's name.

Campaigns live in a room above this one, so they are known by the name of their table only.
"""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, select

from outreach import review
from outreach.platforms import PlatformName
from outreach.posts.fitness import Content
from outreach.posts.models import Post, Variant

_CAMPAIGN = sa.table(
    "campaign",
    sa.column("id"),
    sa.column("languages", sa.JSON),
    sa.column("hashtags", sa.JSON),
    sa.column("funding_credit"),
)


@dataclass(frozen=True, slots=True)
class Promises:
    """What holds for every post of a campaign; all of it empty for a post of none."""

    languages: frozenset[str] = frozenset()
    #: By language; the first one ties the posts together.
    hashtags: dict[str, list[str]] | None = None
    funding_credit: str = ""

    def tags(self, language: str) -> tuple[str, ...]:
        """The campaign's hashtags in a language."""
        return tuple((self.hashtags or {}).get(language, ()))


def promises(db: Session, campaign_id: int | None) -> Promises:
    """What a campaign promised."""
    if campaign_id is None:
        return Promises()
    columns = (_CAMPAIGN.c.languages, _CAMPAIGN.c.hashtags, _CAMPAIGN.c.funding_credit)
    row = db.execute(sa.select(*columns).where(_CAMPAIGN.c.id == campaign_id)).one()
    return Promises(frozenset(row.languages), row.hashtags, row.funding_credit)


def campaign(db: Session, post: Post, made: Promises) -> review.checks.Campaign:
    """The languages that were promised, beside those this post has words in."""
    spoken = select(Variant.language).where(Variant.post_id == post.id).distinct()
    return review.checks.Campaign(
        languages=made.languages,
        variants=frozenset(db.exec(spoken)) if made.languages else frozenset(),
    )


def funding(content: Content, made: Promises) -> review.checks.Funding | None:
    """Whether paper that a grant pays for names it; the sentence brings the disclaimer with it."""
    if not made.funding_credit or content.platform is not PlatformName.PRINT:
        return None
    said = " ".join(made.funding_credit.split()) in " ".join(content.text.split())
    return review.checks.Funding(made.funding_credit if said else "", made.funding_credit)
