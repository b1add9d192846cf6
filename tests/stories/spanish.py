"""The small story of these tests in Spanish, and any story in a language that is made up."""

from dataclasses import replace
from typing import Any

from outreach.stories import Origin, OutcomeWords, PartnerWords, StoryFacts, StoryWords

SPANISH = StoryWords(
    language="es",
    translator="Ana Ruiz",
    origin=Origin.PERSON,
    title="Luces en la calle Elm",
    problem_addressed="Las tiendas de la calle Elm cerraban temprano porque la clientela no se "
    "sentía tranquila.",
    partners=(
        PartnerWords("Elm Street Merchants", "pagaron las lámparas"),
        PartnerWords("St. Anne Parish"),
    ),
    mission_statement="Hacer de la calle Elm un lugar donde quedarse.",
    activities=("Recorrieron juntos la calle de noche", "Pusieron lámparas nuevas"),
    outcomes=(
        OutcomeWords("Los robos en viviendas bajaron en la calle.", "42%"),
        OutcomeWords("Los comerciantes abrieron hasta más tarde."),
    ),
    caveat="Los robos de autos no cambiaron.",
)


def spanish(**changes: Any) -> StoryWords:
    """The words, changed."""
    return replace(SPANISH, **changes)


def any_words(story: StoryFacts, *, language: str = "es") -> StoryWords:
    """The story in a made-up language: each of its texts, with a word before it."""
    return StoryWords(
        language=language,
        translator="A program | of tests",
        origin=Origin.MACHINE,
        made_from=story.words,
        title=_said(story.title),
        problem_addressed=_said(story.problem_addressed),
        partners=tuple(
            PartnerWords(partner.name, _maybe(partner.part)) for partner in story.partners
        ),
        mission_statement=_maybe(story.mission_statement),
        activities=tuple(map(_said, story.activities)),
        outcomes=tuple(
            OutcomeWords(_said(each.statement), _maybe(each.figure)) for each in story.outcomes
        ),
        caveat=_maybe(story.caveat),
    )


def _said(text: str) -> str:
    return f"zz {text}"


def _maybe(text: str | None) -> str | None:
    return None if text is None else _said(text)
