"""What a post is made from, in each language, and what speaks against its words."""

from collections.abc import Iterable
from dataclasses import replace

from sqlmodel import Session

from outreach import identity, stories
from outreach.errors import Conflict
from outreach.posts import facts, venue
from outreach.posts.composer import Objection, Source
from outreach.posts.credit import Credit, names_first
from outreach.posts.facts import Choice
from outreach.posts.fitness import Content
from outreach.posts.kinds import Tier
from outreach.posts.models import Post
from outreach.posts.places import state_name, state_name_in_spanish


def source(
    db: Session, choice: Choice, tier: Tier, *, by: identity.Actor, language: str | None = None
) -> Source:
    """Everything a template may be filled with in a language, and what would speak against it.

    Without a language it is the story's own, or the agency's. A story without words in it gives no
    facts and says what it needs. Refuses a story that is not in the agency's library, or an outcome
    or activity it does not have.
    """
    agency = identity.agency(db, by.agency_id)
    story = None if choice.story_id is None else tellable(db, choice.story_id, by.agency_id)
    spoken = language or (agency.language if story is None else story.language)
    known = facts.agency_facts(agency)
    if choice.venue_release_id is not None:
        release = venue.release(db, choice.venue_release_id, by.agency_id)
        known |= venue.release_facts(release, identity.zone(agency.time_zone), spoken)
    if choice.principle is not None:
        told = facts.principle_facts(choice.principle, spoken)
        if not told:
            return Source(spoken, {}, absent=_no_principle(choice.principle, spoken))
        known |= told
    if story is None:
        return Source(spoken, known)
    return _from_story(story, choice, known, tier=tier, agency=agency, language=spoken)


def sources(
    db: Session, choice: Choice, tier: Tier, languages: Iterable[str], *, by: identity.Actor
) -> tuple[Source, ...]:
    """What there is to say in each of these languages, in their order."""
    return tuple(source(db, choice, tier, by=by, language=language) for language in languages)


def _from_story(
    story: stories.WholeStory,
    choice: Choice,
    known: dict[str, str],
    *,
    tier: Tier,
    agency: identity.Agency,
    language: str,
) -> Source:
    absent = stories.unspoken(story, language)
    if absent is not None:
        return Source(language, {}, absent=absent)
    told = stories.told_in(story, language)
    unsettled = stories.unaccepted(story, language)
    return Source(
        language,
        known | facts.story_facts(told, choice),
        _objection(told, tier, agency),
        lambda text: stories.missing_caveat(text, told),
        unsettled=(unsettled,) if unsettled else (),
        not_stated=stories.not_stated(story),
    )


def _no_principle(number: int, language: str) -> str:
    return (
        f"Principle {number} has no words in “{language}”. Write the post in a language it has, "
        "or type your own words."
    )


def tellable(db: Session, story_id: int, agency_id: int) -> stories.WholeStory:
    """A story of the library. Refuses one that is still being written, or is retired."""
    story = stories.whole(db, stories.get(db, story_id, agency_id))
    if story.status is not stories.StoryStatus.PUBLISHED:
        raise Conflict(
            f"“{story.title}” is not in the library now. Publish it before you make posts from it."
        )
    return story


def untold(db: Session, content: Content) -> tuple[str, ...]:
    """What a variant leaves out that its story needs: the caveat of a result, the story's home.

    Each surface answers for itself, since a picture travels without the words beside it. The story
    is the one told in the variant's language, where it has words in it. Words in another language
    that came with a caveat of their own, such as a kit's, are held to that one.
    """
    if content.story_id is None:
        return ()
    post = db.get_one(Post, content.post_id)
    story = stories.whole(db, stories.get(db, content.story_id, content.agency_id))
    told = _nearest(story, content.language)
    if content.caveat and told.caveat and content.language != story.language:
        told = replace(told, caveat=content.caveat)
    objection = _objection(told, post.tier, identity.agency(db, content.agency_id))
    surfaces = (content.alt, content.first_comment, *content.poll_options)
    beside = (stories.missing_caveat(text, told) for text in surfaces)
    return tuple(dict.fromkeys(filter(None, (objection(content.text), *beside))))


def _nearest(story: stories.WholeStory, language: str) -> stories.StoryFacts:
    """The story in the language, or in its own while it has no current words in that one."""
    return story.facts if stories.unspoken(story, language) else stories.told_in(story, language)


def _objection(story: stories.StoryFacts, tier: Tier, agency: identity.Agency) -> Objection:
    foreign = tier is Tier.RESIDENTS and story.featured.name.casefold() != agency.name.casefold()
    state = story.featured.state
    credit = Credit(
        story.featured.name,
        story.featured.city,
        tuple(dict.fromkeys((state_name(state), state_name_in_spanish(state), state))),
    )

    def objection(text: str) -> str | None:
        if foreign and not names_first(text, credit):
            return (
                f"This tells residents another agency's story. Name {credit.agency} and "
                f"{credit.city}, {credit.state[0]} in the first sentence."
            )
        return stories.missing_caveat(text, story)

    return objection
