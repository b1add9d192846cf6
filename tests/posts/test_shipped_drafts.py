"""The twenty shipped stories in the shipped templates: whole ones everywhere, open ones told.

And the law of all drafts: none is ever longer than its platform takes.
"""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outreach import posts, stories
from outreach.platforms import PlatformName, measure_length
from outreach.posts import direction, fitness, templates
from outreach.stories import translations
from shipping import SHELF, STORIES

COMPLETE = [story for story in STORIES if not stories.not_stated(story)]
OPEN = [story for story in STORIES if stories.not_stated(story)]
TOLD = ("story/for-residents", "story/for-agencies")
RESULTS = ("outcome/for-residents", "outcome/for-agencies")


def a_source(story: stories.StoryFacts, language: str = "en") -> posts.Source:
    return posts.Source(
        language,
        posts.story_facts(story),
        lambda text: stories.missing_caveat(text, story),
        not_stated=stories.not_stated(story),
    )


def test_half_of_the_shipped_stories_are_complete() -> None:
    assert (len(COMPLETE), len(OPEN)) == (10, 10)


@pytest.mark.parametrize("key", TOLD)
@pytest.mark.parametrize("story", COMPLETE, ids=lambda story: story.key)
def test_a_complete_story_has_valid_drafts_on_every_platform(
    story: stories.StoryFacts, key: str
) -> None:
    made = posts.compose(SHELF.get(key), a_source(story), {})
    assert {each.platform for each in made} == {*posts.WRITABLE}
    for draft in made:
        assert isinstance(draft, posts.Draft), draft
        assert draft.measure.fits and draft.not_stated == ()
        assert stories.missing_caveat(draft.text, story) is None


@pytest.mark.parametrize("key", RESULTS)
@pytest.mark.parametrize("story", COMPLETE, ids=lambda story: story.key)
def test_a_result_with_its_caveat_fits_or_says_by_how_many_it_does_not(
    story: stories.StoryFacts, key: str
) -> None:
    """X has no room for some results beside their caveats, and neither is ever cut."""
    for made in posts.compose(SHELF.get(key), a_source(story), {}):
        if isinstance(made, posts.Draft):
            assert (story.caveat or "") in made.text
        else:
            assert made.platform is PlatformName.X and made.over > 0
            assert f"{made.over} too many" in made.reason


@pytest.mark.parametrize("story", OPEN, ids=lambda story: story.key)
def test_an_incomplete_story_names_what_is_missing(story: stories.StoryFacts) -> None:
    for made in posts.compose(SHELF.get("story/for-residents"), a_source(story), {}):
        assert isinstance(made, posts.Draft), made
        assert made.not_stated == stories.not_stated(story) != ()
    if not story.outcomes:
        for made in posts.compose(SHELF.get("outcome/for-residents"), a_source(story), {}):
            assert isinstance(made, posts.NoDraft)
            assert made.reason.startswith("There are no words for: outcome (One key outcome")


SPOKEN = [(story, words) for story in STORIES for words in story.translations]


@pytest.mark.parametrize(("story", "words"), SPOKEN, ids=lambda each: getattr(each, "key", "es"))
def test_shipped_spanish_is_a_machines_and_has_drafts_on_every_platform(
    story: stories.StoryFacts, words: stories.StoryWords
) -> None:
    assert (words.language, words.origin) == ("es", stories.Origin.MACHINE)
    told = translations.in_language(story, words)
    for key in (*TOLD, *RESULTS):
        made = posts.compose_all(SHELF.twins(key), [a_source(told, "es")], {})
        for draft in made:
            if key in TOLD or draft.platform is not PlatformName.X:
                assert isinstance(draft, posts.Draft), draft
                assert draft.unsettled != ()
                assert stories.missing_caveat(draft.text, told) is None


@pytest.mark.parametrize(("story", "words"), SPOKEN, ids=lambda each: getattr(each, "key", "es"))
def test_a_shipped_result_in_spanish_needs_its_spanish_caveat(
    story: stories.StoryFacts, words: stories.StoryWords
) -> None:
    told = translations.in_language(story, words)
    for outcome in told.outcomes:
        for text in filter(None, (outcome.statement, outcome.figure)):
            assert stories.missing_caveat(text, told) is not None
    for text in filter(None, (told.title, told.problem_addressed, *told.activities)):
        assert stories.quotes_outcome(text, told) == []


LINKS = st.sampled_from(
    ["https://example.org/" + "x" * 90, "http://a.co", "example.org", "@RivertonPD"]
)
PIECES = st.one_of(
    st.text(max_size=60),
    st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=40),
    st.sampled_from(
        ["👮🏽‍♀️" * 9, "社区" * 20, "مرحبا 10-12 #معا", "O'Neil", "{{ x }}", "\u202e", "x" * 400]
    ),
    LINKS,
)
WORDS = st.lists(PIECES, max_size=5).map(" ".join)
LANGUAGES = ("en", "es", "ar", "zh")


@st.composite
def fillings(draw: st.DrawFn) -> tuple[posts.Template, posts.Source, dict[str, str]]:
    """Any shipped template, said to be in any language, with anything in its blanks."""
    template = SHELF.templates[draw(st.sampled_from(sorted(SHELF.templates)))]
    language = draw(st.sampled_from(LANGUAGES))
    fields = {name: getattr(template, name) for name in template.__dataclass_fields__}
    filled = {
        blank.name: draw(WORDS) or blank.example
        if draw(st.booleans()) or not blank.may_be_empty
        else ""
        for blank in template.blanks
    }
    facts = filled | dict.fromkeys(template.needs, "on record")
    return (
        posts.Template(**fields | {"language": language}),
        posts.Source(language, facts),
        filled,
    )


def is_fit(filling: tuple[posts.Template, posts.Source, dict[str, str]]) -> None:
    """Each draft is one whole form of its template, fits its platform, and may leave."""
    template, source, typed = filling
    for made in posts.compose(template, source, typed):
        if isinstance(made, posts.NoDraft):
            assert made.reason
            continue
        measure = measure_length(made.platform, made.text)
        assert 0 < measure.length <= measure.limit
        assert made.measure == measure
        assert not list(fitness.unfit("the words", made.text))
        whole = templates.fill(template, dict(source.facts), without=made.left_out)
        assert made.text == direction.isolated(whole, template.language)
        if made.first_comment:
            assert made.platform is PlatformName.FACEBOOK


@settings(max_examples=100)
@given(fillings())
def test_no_draft_is_ever_longer_than_its_platform_takes(
    filling: tuple[posts.Template, posts.Source, dict[str, str]],
) -> None:
    is_fit(filling)


@pytest.mark.proof
@settings(max_examples=10_000, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(fillings())
def test_no_draft_of_ten_thousand_is_longer_than_its_platform_takes(
    filling: tuple[posts.Template, posts.Source, dict[str, str]],
) -> None:
    is_fit(filling)
