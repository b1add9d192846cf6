"""Stories for tests: one small whole story, changed by keyword, and strategies for any story."""

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


#: What spreadsheets, YAML, JSON and people trip over.
_TRICKY = "aZ09 |:\\'\"=,;-–é\u0301\n#&*!%@+{}[]~?<>/\u2028\U0001f6b2\u0645"


def _texts(size: int) -> st.SearchStrategy[str]:
    return st.text(_TRICKY, max_size=size).map(normal).filter(bool)


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


_KEYS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,3}", fullmatch=True)
_STATES = st.sampled_from(["NM", "DC", "PR"])
_SHORT, _LONG = _texts(12), _texts(30)
_MAYBE_SHORT, _MAYBE_LONG = _maybe(_SHORT), _maybe(_LONG)
_FEATURED = st.builds(FeaturedAgency, _SHORT, _SHORT, _STATES, _MAYBE_SHORT)
_SOURCE = st.builds(
    CitedSource,
    key=_texts(8),
    url=st.text("aZ/?&=:|\\", max_size=8).map("https://example.org/{}".format),
    title=_SHORT,
    kind=_MAYBE_SHORT,
)
_SOURCES = st.lists(_SOURCE, max_size=2, unique_by=lambda source: source.key)
_PARTNER = st.builds(NamedPartner, name=_SHORT, sector=st.sampled_from(Sector), part=_MAYBE_SHORT)
_PARTNERS = st.lists(_PARTNER, min_size=1, max_size=3, unique_by=lambda partner: partner.name)
_OUTCOME = st.builds(
    StatedOutcome,
    statement=_LONG,
    figure=_MAYBE_SHORT,
    baseline=_MAYBE_SHORT,
    period=_MAYBE_SHORT,
    evaluation=_maybe(st.sampled_from(Evaluation)),
)
_OUTCOMES = st.lists(_OUTCOME, max_size=2)
_ACTIVITIES = st.lists(_LONG, max_size=2)
_CAVEATS = _maybe(_LONG.map(lambda text: " ".join(text.split())))
_YEARS = st.sampled_from([Years(), Years(2011, 2016, "About."), Years(2011)])
_CONFIDENCE = _maybe(st.sampled_from(Confidence))
_TAGS = st.fixed_dictionaries(
    {
        "principles": st.lists(st.sampled_from([*PRINCIPLES]), max_size=3, unique=True),
        "community_roles": st.lists(st.sampled_from([*COMMUNITY_ROLES]), max_size=3, unique=True),
        "audiences": st.lists(_SHORT, max_size=2, unique=True),
    }
)


@st.composite
def stories(draw: st.DrawFn) -> StoryFacts:
    """Any story that can be saved."""
    sources = draw(_SOURCES)
    cited = st.sampled_from([None, *(source.key for source in sources)])
    return StoryFacts(
        key=draw(_KEYS),
        title=draw(_LONG),
        featured=draw(_FEATURED),
        problem_addressed=draw(_LONG),
        partners=tuple(draw(_PARTNERS)),
        mission_statement=draw(_MAYBE_LONG),
        activities=tuple(draw(_ACTIVITIES)),
        outcomes=tuple(replace(each, source=draw(cited)) for each in draw(_OUTCOMES)),
        caveat=draw(_CAVEATS),
        years=draw(_YEARS),
        sources=tuple(sources),
        confidence=draw(_CONFIDENCE),
        confidence_notes=draw(_MAYBE_LONG),
        **{name: tuple(values) for name, values in draw(_TAGS).items()},
    )
