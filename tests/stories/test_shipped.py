"""The twenty shipped stories: nothing of the sources is lost or bent, and each is fit to use."""

from datetime import datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from outreach import stories
from people import Cast
from shipping import STORIES, STORIES_FILE

BY_KEY = {story.key: story for story in STORIES}
#: Only these two have nothing mixed or limited: one has clear figures alone, one has no result.
WITHOUT_CAVEAT = {"new-haven-ct-newhallville-foot-patrol", "fairfield-bay-ar-community-trust"}

same_story = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.key)


def _as_in_the_sources(story: stories.StoryFacts) -> dict[str, object]:
    """The story in the shape of the reference data, without what we added."""
    return {
        "id": story.key,
        "title": story.title,
        "agency": {
            "name": story.featured.name,
            "city": story.featured.city,
            "state": story.featured.state,
            "note": story.featured.note,
        },
        "problem_addressed": story.problem_addressed,
        "partners_involved": [
            f"{partner.name} ({partner.part})" if partner.part else partner.name
            for partner in story.partners
        ],
        "mission_statement": story.mission_statement,
        "mission_note": story.mission_note,
        "activities_undertaken": list(story.activities),
        "key_outcomes": [
            {"text": each.statement, "figure": each.figure, "source": each.source}
            for each in story.outcomes
        ]
        or None,
        "outcomes_note": story.outcomes_note,
        "collaboration_principles": list(story.principles),
        "audiences": list(story.audiences),
        "years": {"start": story.years.first, "end": story.years.last, "note": story.years.note},
        "sources": [
            {"id": each.key, "url": each.url, "title": each.title, "kind": each.kind}
            for each in story.sources
        ],
        "confidence": story.confidence,
        "confidence_notes": story.confidence_notes,
    }


def test_every_fact_figure_source_and_note_is_as_it_was_found(reference: Path) -> None:
    found = yaml.safe_load((reference / "data" / "stories.yaml").read_text("utf-8"))
    assert [_as_in_the_sources(story) for story in STORIES] == found


def test_all_twenty_are_imported_and_published(db: Session, cast: Cast, now: datetime) -> None:
    result = stories.import_stories(db, STORIES_FILE, by=cast.rivera, now=now, publish=True)
    assert len(result.added) == 20
    kept = stories.search(db, cast.rivera.agency_id)
    assert {story.status for story in kept} == {stories.StoryStatus.PUBLISHED}
    assert {story.key: story.facts for story in kept} == BY_KEY
    again = stories.import_stories(db, STORIES_FILE, by=cast.rivera, now=now, publish=True)
    assert (again.added, again.revised, len(again.unchanged)) == ((), (), 20)


def test_they_are_for_practice_only(db: Session, cast: Cast, now: datetime) -> None:
    stories.import_stories(db, STORIES_FILE, by=cast.rivera, now=now)
    for story in stories.search(db, cast.rivera.agency_id):
        assert stories.cleared_for(story, practice=True) == ()
        assert len(stories.cleared_for(story, practice=False)) == len(story.partners) + 1


def test_what_is_not_stated_stays_not_stated() -> None:
    without_mission = [story.key for story in STORIES if story.mission_statement is None]
    without_outcome = [story.key for story in STORIES if not story.outcomes]
    assert len(without_mission) == 10
    assert without_outcome == ["fairfield-bay-ar-community-trust"]
    assert without_outcome[0] in without_mission


def test_every_principle_and_every_sector_is_told_of() -> None:
    assert {number for story in STORIES for number in story.principles} == set(range(1, 8))
    assert {sector for story in STORIES for sector in story.sectors} == set(stories.Sector)


def test_a_mixed_or_limited_result_has_its_caveat() -> None:
    assert {story.key for story in STORIES if story.caveat is None} == WITHOUT_CAVEAT


@same_story
def test_no_result_stands_without_its_caveat(story: stories.StoryFacts) -> None:
    for outcome in story.outcomes:
        for text in filter(None, (outcome.statement, outcome.figure)):
            # In some stories one outcome is itself the caveat: it may stand alone.
            free = story.caveat is None or story.caveat in text
            assert free or outcome in stories.quotes_outcome(text, story)
            assert (stories.missing_caveat(text, story) is None) == free
            assert stories.missing_caveat(f"{text} {story.caveat}", story) is None


@same_story
def test_the_rest_of_the_story_can_be_told_freely(story: stories.StoryFacts) -> None:
    rest = (story.title, story.problem_addressed, story.mission_statement, *story.activities)
    for text in filter(None, rest):
        assert stories.quotes_outcome(text, story) == []


@given(
    data=st.data(),
    story=st.sampled_from([story for story in STORIES if story.caveat and story.outcomes]),
    before=st.text(max_size=20),
    after=st.text(max_size=20),
)
def test_a_shipped_figure_in_any_words_is_caught(
    data: st.DataObject, story: stories.StoryFacts, before: str, after: str
) -> None:
    figures = [outcome.figure for outcome in story.outcomes if outcome.figure]
    if figures:
        figure = data.draw(st.sampled_from(figures))
        assert stories.missing_caveat(f"{before} {figure} {after}", story) is not None


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("portland-or-niloc", "Short visits cut crime in Portland."),
        ("portland-or-niloc", "Officers made more than 13,000 friendly visits."),
        ("kansas-city-mo-foot-patrol-to-nova", "Homicides hit a 42-year low."),
        ("lowell-ma-drug-related-property-crime", "Property crime dropped by almost a fifth."),
        ("oakland-ca-ceasefire", "Gun homicides fell by nearly a third."),
        ("oakland-ca-ceasefire", "Half as many people were shot."),
        ("cambridge-ma-safety-net", "Youth arrests fell by more than half."),
        ("hawthorne-ca-coffee-with-a-cop", "There have been events in all fifty states."),
        ("fort-smith-ar-food-boxes", "16k lunches later, we know each other's names."),
        ("gloucester-ma-angel", "Nearly 400 people asked for help in the first year."),
        ("east-palo-alto-ca-fit-zones", "Gunshots dropped by about three quarters."),
    ],
)
def test_what_an_eager_writer_would_say_is_caught(key: str, text: str) -> None:
    assert stories.missing_caveat(text, BY_KEY[key]) is not None


def test_the_principles_are_the_published_ones(reference: Path) -> None:
    source = (reference / "source" / "smart-policing-collaboration-principles.md").read_text(
        "utf-8"
    )
    assert [principle.number for principle in stories.PRINCIPLES.values()] == list(range(1, 8))
    for principle in stories.PRINCIPLES.values():
        assert f" {principle.title.upper()}\n\n{principle.text}" in source
    assert list(stories.COMMUNITY_ROLES) == [f"C{number}" for number in range(1, 9)]
    for role in stories.COMMUNITY_ROLES.values():
        assert f"▶ {role.text}\n" in source
    assert f"{', '.join(stories.AUDIENCES)}, etc." in source


def test_the_story_bank_itself_comes_in_whole(
    db: Session, cast: Cast, now: datetime, reference: Path
) -> None:
    """Its partners have no sector, which is stored as not stated."""
    bank = reference / "data" / "stories.yaml"
    result = stories.import_stories(db, bank, by=cast.rivera, now=now)
    assert len(result.added) == 20
    parties = [p for s in stories.search(db, cast.rivera.agency_id) for p in s.facts.partners]
    assert {party.sector for party in parties} == {None}
