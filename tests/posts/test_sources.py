"""What templates are filled from, and what keeps a story's words from leaving."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlmodel import Session

from outreach import errors, posts, stories
from outreach.identity import Actor, Step
from outreach.platforms import PlatformName
from outreach.posts.places import state_name
from outreach.posts.tongues import listed
from posts.examples import FORT_SMITH

AGENCIES, RESIDENTS = posts.Tier.AGENCIES, posts.Tier.RESIDENTS
CAVEAT = FORT_SMITH.caveat
HOME = "From the Fort Smith Police Department in Fort Smith, Arkansas: boxes."


def told(
    db: Session, story: int, by: Actor, now: datetime, text: str, tier: posts.Tier = AGENCIES
) -> list[str]:
    """The faults of a text that tells this story on X."""
    idea = posts.Idea(title="A", type=posts.PostType.STORY, tier=tier, story_id=story)
    words = posts.Words(PlatformName.X, text)
    _, (variant,) = posts.draft(db, idea, [words], by=by, now=now)
    return [str(fault) for fault in posts.faults(db, variant.id or 0)]


def test_a_storys_fields_fill_blanks_by_name() -> None:
    facts = posts.story_facts(FORT_SMITH)
    assert facts["place"] == "Fort Smith, Arkansas"
    assert facts["partners"] == "Evangel Temple, Antioch, and City parks"
    assert facts["activities"] == "- Packed boxes\n- Carried them to the door"
    assert facts["outcome"] == "Families got food in a storm (74 families)."
    assert facts["source"] == "Boxes in the storm"
    assert set(facts) <= set(posts.FACTS)


def test_an_outcome_and_an_activity_are_chosen_by_number() -> None:
    facts = posts.story_facts(FORT_SMITH, posts.Choice(outcome=2, activity=2))
    assert (facts["outcome"], facts["activity"]) == (
        "Trust was not surveyed.",
        "Carried them to the door",
    )
    with pytest.raises(
        errors.BadInput, match=r"no number 3 among its outcomes\. Choose one from 1"
    ):
        posts.story_facts(FORT_SMITH, posts.Choice(outcome=3))


def test_what_a_story_does_not_state_is_not_there() -> None:
    assert "mission" not in posts.story_facts(FORT_SMITH)


def test_names_are_listed_the_way_people_say_them() -> None:
    assert [listed(names) for names in ((), ("A",), ("A", "B"), ("A", "B", "C"))] == [
        "", "A", "A and B", "A, B, and C",
    ]  # fmt: skip
    assert listed(("A, Inc.", "B")) == "A, Inc.; and B"
    assert listed(("A", "B, Inc.", "C")) == "A; B, Inc.; and C"


def test_a_figure_is_said_once() -> None:
    stated = stories.StatedOutcome("More than 400 students answered.", "400+ students", "S1")
    facts = posts.story_facts(replace(FORT_SMITH, outcomes=(stated,)))
    assert facts["outcome"] == "More than 400 students answered."


def test_states_are_written_in_full() -> None:
    assert (state_name("AR"), state_name("ca"), state_name("Arkansas")) == (
        "Arkansas",
        "California",
        "Arkansas",
    )
    assert len(stories.STATES) == 56


def test_a_result_without_its_caveat_cannot_leave(
    db: Session, story: int, rivera: Actor, now: datetime
) -> None:
    result = "Families got food in a storm: 74 families."
    (fault,) = told(db, story, rivera, now, result)
    assert f"Add: “{CAVEAT}”" in fault
    assert told(db, story, rivera, now, f"{result} {CAVEAT}") == []
    assert told(db, story, rivera, now, "Boxes travel in patrol cars.") == []


def test_words_with_a_caveat_of_their_own_language_are_held_to_it(
    db: Session, story: int, rivera: Actor, now: datetime
) -> None:
    idea = posts.Idea(title="A", type=posts.PostType.STORY, tier=AGENCIES, story_id=story)
    own = "Los hurtos no bajaron."
    said = [f"Recibieron comida 74 familias. {own}", "Recibieron comida 74 familias."]
    words = [
        posts.Words(platform, text, "es", caveat=own)
        for platform, text in zip((PlatformName.X, PlatformName.FACEBOOK), said, strict=True)
    ]
    _, (whole, bare) = posts.draft(db, idea, words, by=rivera, now=now)
    assert posts.faults(db, whole.id or 0) == ()
    (fault,) = posts.faults(db, bare.id or 0)
    assert f"Add: “{own}”" in str(fault)


def test_residents_are_told_first_whose_story_it_is(
    db: Session, story: int, rivera: Actor, now: datetime
) -> None:
    (fault,) = told(db, story, rivera, now, "Boxes travel in patrol cars.", RESIDENTS)
    assert "Name Fort Smith Police Department and Fort Smith, Arkansas in the first" in fault
    assert told(db, story, rivera, now, HOME, RESIDENTS) == []
    assert told(db, story, rivera, now, "Boxes travel in patrol cars.", AGENCIES) == []


def test_our_own_story_needs_no_other_name(db: Session, rivera: Actor, now: datetime) -> None:
    ours = stories.StoryFacts(
        key="ours",
        title="A walk with neighbors",
        featured=stories.FeaturedAgency("Riverton Police Department", "Riverton", "AZ"),
        problem_addressed="Few knew each other.",
        partners=FORT_SMITH.partners,
    )
    row = stories.draft(db, ours, by=rivera, now=now)
    assert row.id is not None
    stories.publish(db, row.id, by=rivera, now=now)
    assert told(db, row.id, rivera, now, "We walked together.", RESIDENTS) == []


def test_posts_are_made_only_from_stories_in_the_library(
    db: Session, story: int, rivera: Actor, now: datetime
) -> None:
    stories.retire(db, story, by=rivera, now=now)
    with pytest.raises(errors.Conflict, match="is not in the library now"):
        posts.source(db, posts.Choice(story), AGENCIES, by=rivera)
    with pytest.raises(errors.Conflict, match="is not in the library now"):
        told(db, story, rivera, now, "Hello.")


def test_a_draft_is_made_from_story_agency_and_typed_words(
    db: Session, story: int, rivera: Actor, now: datetime
) -> None:
    template = posts.read_template(
        "story/a",
        "---\nkind: story\ntitle: A\ntier: residents\nlanguage: en\nplatforms: [x]\nblanks:\n"
        + "".join(
            f"  {name}:\n    meaning: It.\n    example: It.\n"
            for name in ("agency", "place", "our_agency", "lead")
        )
        + "---\nFrom the {{ agency }} in {{ place }}. {{ our_agency }} says: {{ lead }}\n",
    )
    source = posts.source(db, posts.Choice(story), RESIDENTS, by=rivera)
    (draft,) = posts.compose(template, source, {"lead": "Thank you."})
    assert isinstance(draft, posts.Draft)
    assert draft.text == (
        "From the Fort Smith Police Department in Fort Smith, Arkansas. "
        "Riverton Police Department says: Thank you."
    )


def test_a_principle_fills_blanks_too(db: Session, rivera: Actor) -> None:
    source = posts.source(db, posts.Choice(principle=4), AGENCIES, by=rivera)
    assert source.facts["principle_number"] == "four"
    assert source.facts["principle_title"] == "Build Community Relationships"
    with pytest.raises(errors.BadInput, match="The principles are 1 to 7"):
        posts.source(db, posts.Choice(principle=8), AGENCIES, by=rivera)


def test_a_story_without_its_partners_yes_is_for_practice_only(
    db: Session, story: int, rivera: Actor, now: datetime
) -> None:
    idea = posts.Idea(title="A", type=posts.PostType.STORY, tier=AGENCIES, story_id=story)
    words = posts.Words(PlatformName.X, "Neighbors met.")
    _, [variant] = posts.draft(db, idea, [words], by=rivera, now=now)
    assert posts.clearance_of(db, variant.id or 0, practice=True, at=now).stops == ()
    real = posts.clearance_of(db, variant.id or 0, practice=False, at=now)
    assert any("Evangel Temple was not asked yet" in reason for reason in real.stops)
    assert real.needs.steps == (Step.SECOND_READER, Step.PARTNER)
    assert Step.PARTNER not in real.needs.met


def test_a_post_without_a_story_needs_nobodys_yes(
    db: Session, rivera: Actor, now: datetime
) -> None:
    idea = posts.Idea(title="A", type=posts.PostType.EVENT, tier=RESIDENTS)
    words = posts.Words(PlatformName.X, "Coffee with officers.")
    _, [variant] = posts.draft(db, idea, [words], by=rivera, now=now)
    cleared = posts.clearance_of(db, variant.id or 0, practice=False, at=now)
    assert (cleared.stops, cleared.needs.steps) == ((), (Step.SECOND_READER,))
