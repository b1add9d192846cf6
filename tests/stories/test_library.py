"""Writing, changing, publishing, retiring and finding stories."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from outreach import errors, records, stories
from people import Cast
from stories.telling import STORY, a_story


def _kept(db: Session, cast: Cast, now: datetime, **changes: object) -> stories.WholeStory:
    return stories.whole(db, stories.draft(db, a_story(**changes), by=cast.rivera, now=now))


def test_a_story_comes_back_as_it_was_told(db: Session, cast: Cast, now: datetime) -> None:
    kept = _kept(db, cast, now)
    assert kept.facts == STORY
    assert (kept.status, kept.revision) == (stories.StoryStatus.DRAFT, 1)


def test_a_story_without_partners_is_refused(db: Session, cast: Cast, now: datetime) -> None:
    with pytest.raises(errors.BadInput, match="at least one partner"):
        _kept(db, cast, now, partners=())


def test_it_rejects_an_id_that_is_taken(db: Session, cast: Cast, now: datetime) -> None:
    _kept(db, cast, now)
    with pytest.raises(errors.Conflict, match="already a story with the id “lights-on-elm-street”"):
        _kept(db, cast, now)


def test_two_agencies_may_use_the_same_id(db: Session, cast: Cast, now: datetime) -> None:
    ours = _kept(db, cast, now)
    theirs = stories.draft(db, STORY, by=cast.quinn, now=now)
    assert (ours.agency_id, theirs.agency_id) == (cast.agency.id, cast.other_agency.id)


def test_it_requires_write(db: Session, cast: Cast, now: datetime) -> None:
    story = _kept(db, cast, now)
    for act in (
        lambda: stories.draft(db, a_story(key="other"), by=cast.clerk, now=now),
        lambda: stories.revise(db, story.id, STORY, revision=1, by=cast.clerk, now=now),
        lambda: stories.publish(db, story.id, by=cast.clerk, now=now),
        lambda: stories.retire(db, story.id, by=cast.clerk, now=now),
    ):
        with pytest.raises(errors.NotAllowed):
            act()


def test_another_agencys_story_is_not_there(db: Session, cast: Cast, now: datetime) -> None:
    story = _kept(db, cast, now)
    with pytest.raises(errors.NotFound):
        stories.get(db, story.id, cast.quinn.agency_id)
    with pytest.raises(errors.NotFound):
        stories.publish(db, story.id, by=cast.quinn, now=now)
    assert stories.search(db, cast.quinn.agency_id) == []


def test_a_revision_replaces_every_part(db: Session, cast: Cast, now: datetime) -> None:
    story = _kept(db, cast, now)
    other = a_story(
        title="Lamps on Elm Street",
        partners=STORY.partners[1:],
        activities=("Put up new lamps",),
        outcomes=(),
        principles=(7,),
    )
    later = now + timedelta(hours=1)
    row = stories.revise(db, story.id, other, revision=1, by=cast.okafor, now=later)
    revised = stories.whole(db, row)
    assert revised.facts == other
    assert (revised.revision, revised.revised_at) == (2, later)


def test_the_second_of_two_writers_is_told(db: Session, cast: Cast, now: datetime) -> None:
    story = _kept(db, cast, now)
    first, second = a_story(title="First"), a_story(title="Second")
    stories.revise(db, story.id, first, revision=1, by=cast.rivera, now=now)
    with pytest.raises(errors.Conflict, match="Nothing of yours is lost"):
        stories.revise(db, story.id, second, revision=1, by=cast.okafor, now=now)
    assert stories.whole(db, stories.get(db, story.id, story.agency_id)).title == "First"


def test_a_story_keeps_its_id(db: Session, cast: Cast, now: datetime) -> None:
    story = _kept(db, cast, now)
    with pytest.raises(errors.BadInput, match="keeps its id"):
        stories.revise(db, story.id, a_story(key="new"), revision=1, by=cast.rivera, now=now)


def _without_source() -> stories.StoryFacts:
    return a_story(outcomes=(replace(STORY.outcomes[0], source=None),))


def test_a_figure_without_a_source_is_not_published(db: Session, cast: Cast, now: datetime) -> None:
    story = stories.draft(db, _without_source(), by=cast.rivera, now=now)
    with pytest.raises(errors.BadInput, match=r"“42%” has no source\. Name the source") as refused:
        stories.publish(db, story.id or 0, by=cast.rivera, now=now)
    assert refused.value.faults[0].where == "lights-on-elm-street, key outcome 1"
    assert story.status is stories.StoryStatus.DRAFT


def test_a_published_story_cannot_lose_its_source(db: Session, cast: Cast, now: datetime) -> None:
    story = _kept(db, cast, now)
    stories.publish(db, story.id, by=cast.rivera, now=now)
    with pytest.raises(errors.BadInput, match="has no source"):
        stories.revise(db, story.id, _without_source(), revision=1, by=cast.rivera, now=now)


def test_an_incomplete_story_is_published_and_says_so(
    db: Session, cast: Cast, now: datetime
) -> None:
    story = _kept(db, cast, now, mission_statement=None, outcomes=())
    row = stories.publish(db, story.id, by=cast.rivera, now=now)
    assert row.status is stories.StoryStatus.PUBLISHED
    assert stories.not_stated(stories.whole(db, row)) == (
        "The mission statement is not stated.",
        "No key outcome is stated.",
    )


def test_a_retired_story_is_kept_as_it_is(db: Session, cast: Cast, now: datetime) -> None:
    story = _kept(db, cast, now)
    stories.retire(db, story.id, by=cast.rivera, now=now)
    with pytest.raises(errors.BadInput, match=r"it is retired\. Publish it again"):
        stories.revise(db, story.id, STORY, revision=1, by=cast.rivera, now=now)
    row = stories.publish(db, story.id, by=cast.rivera, now=now)
    assert row.status is stories.StoryStatus.PUBLISHED


def test_every_version_stays_in_the_record(db: Session, cast: Cast, now: datetime) -> None:
    story = _kept(db, cast, now)
    renamed = a_story(title="Lamps")
    stories.revise(db, story.id, renamed, revision=1, by=cast.okafor, now=now)
    stories.publish(db, story.id, by=cast.rivera, now=now)
    kept = records.of(db, ("story", story.id), agency_id=story.agency_id)
    assert [(record.kind, record.body["story"]["title"]) for record in kept] == [
        ("stories.drafted", "Lights on Elm Street"),
        ("stories.revised", "Lamps"),
        ("stories.published", "Lamps"),
    ]


def test_publishing_twice_is_one_act(db: Session, cast: Cast, now: datetime) -> None:
    story = _kept(db, cast, now)
    for _ in range(2):
        stories.publish(db, story.id, by=cast.rivera, now=now)
    kinds = [r.kind for r in records.of(db, ("story", story.id), agency_id=story.agency_id)]
    assert kinds == ["stories.drafted", "stories.published"]


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        (stories.Sought(), ["bikes", "elm"]),
        (stories.Sought("LIGHTS"), ["elm"]),
        (stories.Sought("parish lamps"), ["elm"]),
        (stories.Sought("parish bicycles"), []),
        (stories.Sought("100%"), []),
        (stories.Sought(principle=7), ["bikes"]),
        (stories.Sought(sector=stories.Sector.PUBLIC), ["bikes"]),
        (stories.Sought(status=stories.StoryStatus.PUBLISHED), ["elm"]),
        (stories.Sought("street", principle=4, sector=stories.Sector.PRIVATE), ["elm"]),
    ],
)
def test_search_finds_what_all_conditions_name(
    db: Session, cast: Cast, now: datetime, sought: stories.Sought, found: list[str]
) -> None:
    elm = _kept(db, cast, now, key="elm")
    school = (stories.NamedPartner("Mesa School District", stories.Sector.PUBLIC),)
    _kept(db, cast, now, key="bikes", title="Bicycles", principles=(7,), partners=school)
    stories.publish(db, elm.id, by=cast.rivera, now=now)
    assert [s.key for s in stories.search(db, cast.rivera.agency_id, sought)] == found


def test_pages_of_a_search_meet_without_gap_or_repeat(
    db: Session, cast: Cast, now: datetime
) -> None:
    for number, title in enumerate("BBAACC"):
        _kept(db, cast, now, key=f"story-{number}", title=title)
    agency_id, seen, after = cast.rivera.agency_id, [], None
    while page := stories.search(db, agency_id, after=after, limit=2):
        seen += [(story.title, story.key) for story in page]
        after = page[-1].id
    assert seen == [
        *(("A", "story-2"), ("A", "story-3"), ("B", "story-0")),
        *(("B", "story-1"), ("C", "story-4"), ("C", "story-5")),
    ]


def test_a_figure_shows_what_a_careful_reader_would_ask() -> None:
    assert STORY.outcomes[0].doubts == ("What it was before is not stated.",)
    assert STORY.outcomes[1].doubts == ()
    assert replace(STORY.outcomes[0], source=None, period=None).doubts == (
        "No source is stated for this figure.",
        "What it was before is not stated.",
        "The period it covers is not stated.",
    )


def test_the_sectors_of_a_story_stand_in_their_order() -> None:
    assert STORY.sectors == (stories.Sector.PRIVATE, stories.Sector.COMMUNITY)
