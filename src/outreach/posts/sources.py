"""What templates are filled from: a story's own fields, a principle, the agency that posts."""

import re
from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import Session

from outreach import errors, identity, stories
from outreach.posts.composer import Objection, Source
from outreach.posts.credit import Credit, names_first
from outreach.posts.fitness import Content
from outreach.posts.kinds import Tier
from outreach.posts.models import Post
from outreach.posts.places import state_name

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven")

_EVIDENCE = {
    stories.Evaluation.ANECDOTE: "an account of what happened",
    stories.Evaluation.MONITORING: "counts kept while the work went on",
    stories.Evaluation.PRE_POST: "the same measure before and after",
    stories.Evaluation.COMPARISON: "a comparison with places or people without the work",
    stories.Evaluation.RANDOMISED: "a trial with places or people chosen by lot",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What a post is about: a story and which of its outcomes and activities, or a principle."""

    story_id: int | None = None
    #: Numbers as people count, from one.
    outcome: int = 1
    activity: int = 1
    principle: int | None = None


def source(db: Session, choice: Choice, tier: Tier, *, by: identity.Actor) -> Source:
    """Everything a template may be filled with, and what would speak against the words.

    Refuses a story that is not in the agency's library, or an outcome or activity it does not have.
    """
    agency = identity.agency(db, by.agency_id)
    facts = _agency_facts(agency)
    if choice.principle is not None:
        facts |= _principle_facts(choice.principle)
    if choice.story_id is None:
        return Source(agency.language, facts)
    story = tellable(db, choice.story_id, by.agency_id)
    return Source(
        story.language, facts | story_facts(story, choice), _objection(story, tier, agency)
    )


def tellable(db: Session, story_id: int, agency_id: int) -> stories.WholeStory:
    """A story of the library. Refuses one that is still being written, or is retired."""
    story = stories.whole(db, stories.get(db, story_id, agency_id))
    if story.status is not stories.StoryStatus.PUBLISHED:
        raise errors.Conflict(
            f"“{story.title}” is not in the library now. Publish it before you make posts from it."
        )
    return story


def untold(db: Session, content: Content) -> tuple[str, ...]:
    """What a variant leaves out that its story needs: the caveat of a result, the story's home.

    Each surface answers for itself, since a picture travels without the words beside it.
    """
    if content.story_id is None:
        return ()
    post = db.get_one(Post, content.post_id)
    story = stories.whole(db, stories.get(db, content.story_id, content.agency_id))
    objection = _objection(story, post.tier, identity.agency(db, content.agency_id))
    beside = (stories.missing_caveat(text, story) for text in (content.alt, *content.poll_options))
    return tuple(dict.fromkeys(filter(None, (objection(content.text), *beside))))


def blocked(db: Session, post_id: int, *, practice: bool) -> str | None:
    """Why this post may not leave by a practice account, or by a real one; None when it may."""
    post = db.get(Post, post_id)
    if post is None:
        raise errors.NotFound("There is no such post.")
    if post.story_id is None:
        return None
    story = stories.whole(db, stories.get(db, post.story_id, post.agency_id))
    return " ".join(stories.cleared_for(story, practice=practice)) or None


def story_facts(story: stories.StoryFacts, choice: Choice = Choice()) -> dict[str, str]:
    """A story's own fields by the name of their blank. What it does not state is not there."""
    state = state_name(story.featured.state)
    facts = {
        "agency": story.featured.name,
        "city": story.featured.city,
        "state": state,
        "place": f"{story.featured.city}, {state}",
        "title": story.title,
        "problem": story.problem_addressed,
        "partners": listed(tuple(partner.name for partner in story.partners)),
        "mission": story.mission_statement or "",
        "activities": "\n".join(f"- {activity}" for activity in story.activities),
        "caveat": story.caveat or "",
    }
    if story.activities:
        facts["activity"] = _numbered(story.activities, choice.activity, "activities")
    if story.outcomes:
        facts |= _outcome_facts(story, _numbered(story.outcomes, choice.outcome, "outcomes"))
    return {name: value for name, value in facts.items() if value}


def listed(names: tuple[str, ...]) -> str:
    """Names in one line, the way people say them; parted by semicolons where a name has a comma."""
    comma = "; " if any("," in name for name in names) else ", "
    if len(names) < 2:
        return "".join(names)
    if len(names) == 2 and comma == ", ":
        return " and ".join(names)
    return f"{comma.join(names[:-1])}{comma}and {names[-1]}"


Item = TypeVar("Item")


def _numbered(items: tuple[Item, ...], number: int, kind: str) -> Item:
    if 1 <= number <= len(items):
        return items[number - 1]
    raise errors.BadInput(
        f"The story has no number {number} among its {kind}. Choose one from 1 to {len(items)}."
    )


def _outcome_facts(story: stories.StoryFacts, outcome: stories.StatedOutcome) -> dict[str, str]:
    titles = {cited.key: cited.title for cited in story.sources}
    statement = outcome.statement.strip()
    if outcome.figure and not _says_figure(statement, outcome.figure):
        statement = f"{statement.removesuffix('.')} ({outcome.figure})."
    return {
        "outcome": statement,
        "evidence": _EVIDENCE[outcome.evaluation] if outcome.evaluation else "",
        "source": titles.get(outcome.source or "", ""),
    }


def _says_figure(statement: str, figure: str) -> bool:
    """Whether each number of the figure stands in the statement already."""
    numbers = re.findall(r"\d(?:[\d.,]*\d)?", figure)
    return bool(numbers) and all(re.search(rf"\b{each}\b", statement) for each in numbers)


def _agency_facts(agency: identity.Agency) -> dict[str, str]:
    facts = {
        "our_agency": agency.name,
        "our_short_name": agency.short_name,
        "our_city": agency.city,
        "our_contact": agency.contact,
    }
    return {name: value for name, value in facts.items() if value}


def _principle_facts(number: int) -> dict[str, str]:
    principle = stories.PRINCIPLES.get(number)
    if principle is None:
        raise errors.BadInput(f"There is no principle {number}. The principles are 1 to 7.")
    return {
        "principle_number": _NUMBERS[number - 1],
        "principle_title": principle.title,
        "principle_text": principle.text,
    }


def _objection(story: stories.WholeStory, tier: Tier, agency: identity.Agency) -> Objection:
    foreign = tier is Tier.RESIDENTS and story.featured.name.casefold() != agency.name.casefold()
    state = story.featured.state
    credit = Credit(
        story.featured.name,
        story.featured.city,
        tuple(dict.fromkeys((state_name(state), state))),
    )

    def objection(text: str) -> str | None:
        if foreign and not names_first(text, credit):
            return (
                f"This tells residents another agency's story. Name {credit.agency} and "
                f"{credit.city}, {credit.state[0]} in the first sentence."
            )
        return stories.missing_caveat(text, story)

    return objection
