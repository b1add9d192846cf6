"""Every yes that a story still needs, the ones that were refused or taken back first."""

from dataclasses import dataclass
from types import MappingProxyType

from outreach import campaigns, posts, stories
from outreach.delivery import State
from outreach.stories import PartnerYes, StoryStatus
from outreach.web.deps import Visit
from outreach.web.views import stories as words
from outreach.web.words import Said

#: What is looked at first: a no, then words that changed, then silence.
_ORDER = MappingProxyType(
    {
        PartnerYes.REFUSED: 0,
        PartnerYes.WITHDRAWN: 0,
        PartnerYes.GIVEN: 1,
        PartnerYes.ASKED: 2,
        PartnerYes.NOT_SOUGHT: 3,
    }
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One party of one story whose yes is missing, and the posts that are out without it."""

    story: stories.WholeStory
    answer: stories.PartyAnswer
    said: Said
    out: tuple[campaigns.Entry, ...]


def waiting(visit: Visit) -> tuple[Waiting, ...]:
    """What is missing, story by story; retired stories wait for nobody."""
    found = []
    for story in stories.search(visit.db, visit.by.agency_id, limit=None):
        missing = [one for one in story.answers if not _given(one)]
        if missing and story.status is not StoryStatus.RETIRED:
            out = _out(visit, story)
            found += [Waiting(story, one, words.said(one), out) for one in missing]
    return tuple(sorted(found, key=lambda one: (_ORDER[one.answer.yes], one.story.title)))


def _given(answer: stories.PartyAnswer) -> bool:
    return answer.yes is PartnerYes.GIVEN and answer.current


def _out(visit: Visit, story: stories.WholeStory) -> tuple[campaigns.Entry, ...]:
    """The story's posts that people outside can see: rehearsals reach nobody."""
    made = {post.id or 0 for post in posts.listing(visit.db, story.agency_id, story_id=story.id)}
    entries = campaigns.entries_of(visit.db, story.agency_id, made) if made else ()
    return tuple(one for one in entries if one.state is State.PUBLISHED and not one.practice)
