"""What templates are filled from, by the name of its blank: a story, a principle, an agency.

Pure values; what is not stated is not there.
"""

import re
from dataclasses import dataclass
from typing import TypeVar

from outreach import errors, identity, stories
from outreach.posts.tongues import listed, state_in, tongue


@dataclass(frozen=True, slots=True)
class Choice:
    """What a post is about: a story and which of its outcomes and activities, or a principle."""

    story_id: int | None = None
    #: Numbers as people count, from one.
    outcome: int = 1
    activity: int = 1
    principle: int | None = None
    #: Of a condolence: the release that it waits for.
    venue_release_id: int | None = None


def story_facts(story: stories.StoryFacts, choice: Choice = Choice()) -> dict[str, str]:
    """A story's own fields, in the language it is told in here."""
    state = state_in(story.featured.state, story.language)
    facts = {
        "agency": story.featured.name,
        "city": story.featured.city,
        "state": state,
        "place": f"{story.featured.city}, {state}",
        "title": story.title,
        "problem": story.problem_addressed,
        "partners": listed(tuple(partner.name for partner in story.partners), story.language),
        "mission": story.mission_statement or "",
        "activities": "\n".join(f"- {activity}" for activity in story.activities),
        "caveat": story.caveat or "",
    }
    if story.activities:
        facts["activity"] = _numbered(story.activities, choice.activity, "activities")
    if story.outcomes:
        facts |= _outcome_facts(story, _numbered(story.outcomes, choice.outcome, "outcomes"))
    return {name: value for name, value in facts.items() if value}


def agency_facts(agency: identity.Agency) -> dict[str, str]:
    """The agency that posts. Its names are the same in every language."""
    facts = {
        "our_agency": agency.name,
        "our_short_name": agency.short_name,
        "our_city": agency.city,
        "our_contact": agency.contact,
    }
    return {name: value for name, value in facts.items() if value}


def principle_facts(number: int, language: str) -> dict[str, str]:
    """One of the seven, in the language; nothing where its words are not there in it."""
    if number not in stories.PRINCIPLES:
        raise errors.BadInput(f"There is no principle {number}. The principles are 1 to 7.")
    principle = stories.principle_in(number, language)
    if principle is None:
        return {}
    return {
        "principle_number": tongue(language).numbers[number - 1],
        "principle_title": principle.title,
        "principle_text": principle.text,
    }


Item = TypeVar("Item")


def _numbered(items: tuple[Item, ...], number: int, kind: str) -> Item:
    if 1 <= number <= len(items):
        return items[number - 1]
    raise errors.BadInput(
        f"The story has no number {number} among its {kind}. Choose one from 1 to {len(items)}."
    )


def _outcome_facts(story: stories.StoryFacts, outcome: stories.StatedOutcome) -> dict[str, str]:
    cited = {cited.key: cited for cited in story.sources}.get(outcome.source or "")
    statement = outcome.statement.strip()
    if outcome.figure and not _says_figure(statement, outcome.figure):
        statement = f"{statement.removesuffix('.')} ({outcome.figure})."
    evidence = tongue(story.language).evidence
    return {
        "outcome": statement,
        "evidence": evidence.get(outcome.evaluation, "") if outcome.evaluation else "",
        "source": cited.title if cited else "",
        "source_url": cited.url if cited else "",
    }


def _says_figure(statement: str, figure: str) -> bool:
    """Whether each number of the figure stands in the statement already."""
    numbers = re.findall(r"\d(?:[\d.,]*\d)?", figure)
    return bool(numbers) and all(re.search(rf"\b{each}\b", statement) for each in numbers)
