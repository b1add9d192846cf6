"""Stories for tests: one small whole story, changed by keyword, and strategies for any story."""

import string
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from outreach.stories import (
    COMMUNITY_ROLES,
    PRINCIPLES,
    CitedSource,
    Confidence,
    Evaluation,
    FeaturedAgency,
    NamedPartner,
    Sector,
    StatedOutcome,
    StoryFacts,
    Years,
)
from outreach.stories.fields import normal

STORY = StoryFacts(
    key="lights-on-elm-street",
    title="Lights on Elm Street",
    featured=FeaturedAgency("Fairview Police Department", "Fairview", "NM"),
    problem_addressed="Shops on Elm Street closed early because customers did not feel at ease.",
    partners=(
        NamedPartner("Elm Street Merchants", Sector.PRIVATE, "paid for lamps"),
        NamedPartner("St. Anne Parish", Sector.COMMUNITY),
    ),
    mission_statement="Make Elm Street a place to linger.",
    activities=("Walked the street together at night", "Put up new lamps"),
    outcomes=(
        StatedOutcome("Burglaries fell on the street.", "42%", "S1", period="2019"),
        StatedOutcome("Merchants stayed open longer.", None, "S1"),
    ),
    caveat="Thefts from cars did not change.",
    principles=(2, 4),
    community_roles=("C3",),
    audiences=("business",),
    years=Years(2018, 2020),
    sources=(CitedSource("S1", "https://example.org/report", "Report", "government"),),
    confidence=Confidence.HIGH,
    confidence_notes="One source only.",
)


def a_story(**changes: Any) -> StoryFacts:
    """The story, changed."""
    return replace(STORY, **changes)


def _texts(size: int) -> st.SearchStrategy[str]:
    words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=size)
    lines = st.lists(words, min_size=1, max_size=3).map("\n".join)
    return lines.map(lambda text: normal(text)[:size].strip()).filter(bool)


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


_KEYS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,3}", fullmatch=True)
_URLS = st.text(string.ascii_letters + "/?&=:|\\", min_size=1, max_size=20)
_SOURCES = st.builds(
    CitedSource,
    key=_texts(8),
    url=_URLS.map(lambda path: f"https://example.org{path}"),
    title=_texts(30),
    kind=_maybe(_texts(20)),
)


@st.composite
def stories(draw: st.DrawFn) -> StoryFacts:
    """Any story that can be saved."""
    sources = draw(st.lists(_SOURCES, max_size=3, unique_by=lambda source: source.key))
    outcomes = st.builds(
        StatedOutcome,
        statement=_texts(40),
        figure=_maybe(_texts(20)),
        source=_maybe(st.sampled_from([source.key for source in sources]))
        if sources
        else st.none(),
        baseline=_maybe(_texts(20)),
        period=_maybe(_texts(20)),
        evaluation=_maybe(st.sampled_from(Evaluation)),
    )
    partners = st.builds(
        NamedPartner, name=_texts(30), sector=st.sampled_from(Sector), part=_maybe(_texts(20))
    )
    return StoryFacts(
        key=draw(_KEYS),
        title=draw(_texts(40)),
        featured=draw(
            st.builds(FeaturedAgency, _texts(30), _texts(20), _texts(20), _maybe(_texts(20)))
        ),
        problem_addressed=draw(_texts(60)),
        partners=tuple(
            draw(st.lists(partners, min_size=1, max_size=3, unique_by=lambda partner: partner.name))
        ),
        mission_statement=draw(_maybe(_texts(40))),
        mission_note=draw(_maybe(_texts(40))),
        activities=tuple(draw(st.lists(_texts(30), max_size=3))),
        outcomes=tuple(draw(st.lists(outcomes, max_size=3))),
        outcomes_note=draw(_maybe(_texts(40))),
        caveat=draw(_maybe(_texts(40).map(lambda text: " ".join(text.split())))),
        principles=tuple(draw(st.lists(st.sampled_from([*PRINCIPLES]), unique=True))),
        community_roles=tuple(
            draw(st.lists(st.sampled_from(sorted(COMMUNITY_ROLES)), unique=True))
        ),
        audiences=tuple(draw(st.lists(_texts(20), max_size=3, unique=True))),
        years=draw(st.sampled_from([Years(), Years(2011, 2016, "About."), Years(2011)])),
        sources=tuple(sources),
        confidence=draw(_maybe(st.sampled_from(Confidence))),
        confidence_notes=draw(_maybe(_texts(40))),
    )
