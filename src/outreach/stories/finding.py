"""Finding stories of the library: by word, principle, sector and state, page by page."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from outreach.stories import library, rows
from outreach.stories.facts import Sector
from outreach.stories.models import (
    Activity,
    Outcome,
    Partner,
    Story,
    StoryStatus,
    StoryTag,
    TagKind,
)
from outreach.stories.rows import WholeStory


@dataclass(frozen=True, slots=True)
class Sought:
    """What a person looks for in the library. Everything left open matches all."""

    words: str = ""
    principle: int | None = None
    sector: Sector | None = None
    status: StoryStatus | None = None


def search(
    db: Session,
    agency_id: int,
    sought: Sought | None = None,
    *,
    after: int | None = None,
    limit: int | None = 50,
) -> list[WholeStory]:
    """The agency's stories that match, by title. `after` is the last story of the page before."""
    found = select(Story).where(Story.agency_id == agency_id, *_conditions(sought or Sought()))
    if after is not None:
        last = library.get(db, after, agency_id)
        found = found.where(
            sa.tuple_(Story.title, Story.id) > sa.tuple_(sa.literal(last.title), sa.literal(after))
        )
    found = found.order_by(col(Story.title), col(Story.id)).limit(limit)
    return rows.read(db, db.exec(found).all())


def _conditions(sought: Sought) -> list[sa.ColumnElement[bool]]:
    story_id = col(Story.id)
    found: list[sa.ColumnElement[bool]] = [_has_word(word) for word in sought.words.split()]
    if sought.status is not None:
        found.append(col(Story.status) == sought.status)
    if sought.principle is not None:
        tagged = select(StoryTag.story_id).where(
            StoryTag.kind == TagKind.PRINCIPLE, StoryTag.value == str(sought.principle)
        )
        found.append(story_id.in_(tagged))
    if sought.sector is not None:
        found.append(story_id.in_(select(Partner.story_id).where(Partner.sector == sought.sector)))
    return found


def _has_word(word: str) -> sa.ColumnElement[bool]:
    """The word is somewhere in what the public may read, or among the audiences."""
    own = (
        col(Story.title),
        col(Story.featured_name),
        col(Story.featured_city),
        col(Story.problem_addressed),
        col(Story.mission_statement),
    )
    parts = (
        (Partner.story_id, col(Partner.name)),
        (Activity.story_id, col(Activity.what)),
        (Outcome.story_id, col(Outcome.statement)),
        (StoryTag.story_id, col(StoryTag.value)),
    )
    return sa.or_(
        *(column.icontains(word, autoescape=True) for column in own),
        *(
            col(Story.id).in_(select(key).where(column.icontains(word, autoescape=True)))
            for key, column in parts
        ),
    )
