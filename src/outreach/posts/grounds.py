"""What a post can stand behind: its story's outcomes and voices, and words of public documents."""

from collections.abc import Iterator

from outreach import review, stories

#: Where the principles and the roles of the community were published.
_DOCUMENT = "Smart Policing Collaboration Principles"


def story_of(story: stories.WholeStory | None) -> review.checks.Story | None:
    """Whether partners and the community are in a story, and did something; None without one."""
    if story is None:
        return None
    return review.checks.Story(
        partner=bool(story.partners),
        joint_activity=True if story.activities else None,
        community_voice=stories.Sector.COMMUNITY in story.sectors,
    )


def outcomes(story: stories.WholeStory | None) -> Iterator[review.checks.Outcome]:
    """The stated outcomes, and last every other figure in a story that cites its sources."""
    cited = {each.key: each.title for each in story.sources} if story else {}
    for outcome in story.outcomes if story else ():
        if outcome.figure:
            yield review.checks.Outcome(
                outcome.figure,
                cited.get(outcome.source or "", ""),
                outcome.baseline or "",
                outcome.period or "",
                outcome.evaluation.value if outcome.evaluation else "",
            )
    if story is not None and story.sources:
        told = (story.problem_addressed, *story.activities, story.caveat or "")
        yield review.checks.Outcome(
            " ".join((*told, *(each.statement for each in story.outcomes))),
            story.sources[0].title,
            baseline="as the story tells it",
            period="as the story tells it",
        )


def quotations(language: str) -> Iterator[review.checks.Quote]:
    """The principles in that language, and the roles of the community as they were published."""
    principles = (stories.principle_in(number, language) for number in stories.PRINCIPLES)
    texts = [each.text for each in principles if each is not None]
    if language.partition("-")[0] == "en":
        texts += (role.text for role in stories.COMMUNITY_ROLES.values())
    for text in texts:
        yield review.checks.Quote(text, public_source=_DOCUMENT)
