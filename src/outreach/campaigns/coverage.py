"""Which of the seven principles a campaign's posts speak of, counted from the posts themselves."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from outreach import posts, stories
from outreach.campaigns.models import Campaign
from outreach.stories import PRINCIPLES, Principle


@dataclass(frozen=True, slots=True)
class Coverage:
    """One principle, and the posts that explain it or tell a story it is about."""

    principle: Principle
    explained: int
    told: int

    @property
    def is_covered(self) -> bool:
        return self.explained + self.told > 0


def coverage(db: Session, campaign: Campaign) -> tuple[Coverage, ...]:
    """All seven, in order. A post explains a principle whose official title stands in its words."""
    rows = db.exec(
        select(posts.Post, posts.Variant.text)
        .join(posts.Variant, col(posts.Variant.post_id) == col(posts.Post.id))
        .where(posts.Post.campaign_id == campaign.id, posts.Post.agency_id == campaign.agency_id)
    ).all()
    texts = {post.id: text for post, text in rows if post.type is posts.PostType.PRINCIPLE}
    told = {post.id: post.story_id for post, _ in rows if post.story_id is not None}
    about = {
        story.id: story.principles for story in stories.search(db, campaign.agency_id, limit=None)
    }
    return tuple(
        Coverage(
            principle,
            explained=sum(principle.title in text for text in texts.values()),
            told=sum(number in about.get(story_id, ()) for story_id in told.values()),
        )
        for number, principle in PRINCIPLES.items()
    )
