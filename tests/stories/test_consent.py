"""Nobody is named on a real account before they said yes to exactly these words."""

from datetime import datetime

import pytest
from sqlmodel import Session

from outreach import errors, records, stories
from outreach.stories import PartnerYes
from people import Cast
from stories.telling import STORY, a_story

POLICE = STORY.featured.name
MERCHANTS, PARISH = (partner.name for partner in STORY.partners)


@pytest.fixture
def story(db: Session, cast: Cast, now: datetime) -> stories.WholeStory:
    return stories.whole(db, stories.draft(db, STORY, by=cast.rivera, now=now))


class Desk:
    """Rivera at the telephone."""

    def __init__(self, db: Session, cast: Cast, now: datetime, story_id: int) -> None:
        self.db, self.cast, self.now, self.story_id = db, cast, now, story_id

    def note(self, who: str, yes: PartnerYes, said_by: str = "Sol") -> stories.WholeStory:
        return stories.note_answer(
            self.db, self.story_id, who, yes, by=self.cast.rivera, now=self.now, said_by=said_by
        )


@pytest.fixture
def desk(db: Session, cast: Cast, now: datetime, story: stories.WholeStory) -> Desk:
    return Desk(db, cast, now, story.id)


def test_nobody_was_asked_so_the_story_is_for_practice_only(story: stories.WholeStory) -> None:
    assert stories.cleared_for(story, practice=True) == ()
    assert stories.cleared_for(story, practice=False) == tuple(
        f"{who} was not asked yet. Ask them, and note the answer on the story's page."
        for who in (POLICE, MERCHANTS, PARISH)
    )


def test_every_party_must_say_yes(desk: Desk) -> None:
    desk.note(POLICE, PartnerYes.GIVEN)
    waiting = desk.note(MERCHANTS, PartnerYes.GIVEN)
    assert len(stories.cleared_for(waiting, practice=False)) == 1
    cleared = desk.note(PARISH, PartnerYes.GIVEN)
    assert stories.cleared_for(cleared, practice=False) == ()


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ([PartnerYes.ASKED], "was asked and has not answered. Wait"),
        ([PartnerYes.ASKED, PartnerYes.REFUSED], "said no. Leave the story unused"),
        ([PartnerYes.GIVEN, PartnerYes.WITHDRAWN], "took the yes back."),
    ],
)
def test_anything_but_a_yes_keeps_the_story_off_a_real_account(
    desk: Desk, answers: list[PartnerYes], reason: str
) -> None:
    desk.note(POLICE, PartnerYes.GIVEN)
    desk.note(MERCHANTS, PartnerYes.GIVEN)
    for answer in answers:
        story = desk.note(PARISH, answer)
    (said,) = stories.cleared_for(story, practice=False)
    assert said.startswith(f"{PARISH} {reason}")


def test_a_yes_holds_only_for_the_words_it_was_given_to(
    db: Session, cast: Cast, now: datetime, desk: Desk, story: stories.WholeStory
) -> None:
    for who in (POLICE, MERCHANTS, PARISH):
        desk.note(who, PartnerYes.GIVEN)
    bolder = a_story(title="How the parish saved Elm Street")
    row = stories.revise(db, story.id, bolder, revision=1, by=cast.rivera, now=now)
    reasons = stories.cleared_for(stories.whole(db, row), practice=False)
    assert [reason.split(" said ")[1] for reason in reasons] == 3 * [
        "yes to earlier words. Show them the new ones and ask again."
    ]
    again = stories.revise(db, story.id, STORY, revision=2, by=cast.rivera, now=now)
    assert stories.cleared_for(stories.whole(db, again), practice=False) == ()


def test_notes_that_nobody_publishes_leave_a_yes_standing(
    db: Session, cast: Cast, now: datetime, desk: Desk, story: stories.WholeStory
) -> None:
    for who in (POLICE, MERCHANTS, PARISH):
        desk.note(who, PartnerYes.GIVEN)
    noted = a_story(confidence_notes="A second source was found.", audiences=("youth",))
    row = stories.revise(db, story.id, noted, revision=1, by=cast.rivera, now=now)
    assert stories.cleared_for(stories.whole(db, row), practice=False) == ()


def test_an_agency_need_not_ask_itself(db: Session, cast: Cast, now: datetime) -> None:
    ours = stories.FeaturedAgency(cast.agency.name.upper(), "Riverton", "AZ")
    story = stories.whole(db, stories.draft(db, a_story(featured=ours), by=cast.rivera, now=now))
    assert [answer.who for answer in story.answers] == [MERCHANTS, PARISH]


def test_it_rejects_an_answer_that_nobody_gave(desk: Desk) -> None:
    with pytest.raises(errors.BadInput, match=r"needs the person who gave it for St\. Anne"):
        desk.note(PARISH, PartnerYes.GIVEN, said_by=" ")


def test_it_rejects_taking_back_what_was_never_given(desk: Desk) -> None:
    with pytest.raises(errors.Conflict, match="was not asked yet, so “withdrawn” cannot follow"):
        desk.note(PARISH, PartnerYes.WITHDRAWN)


def test_it_rejects_a_party_the_story_does_not_name(desk: Desk) -> None:
    with pytest.raises(errors.NotFound, match="does not name “The Mayor”"):
        desk.note("The Mayor", PartnerYes.GIVEN)


def test_it_rejects_unsaying_that_somebody_was_asked(desk: Desk) -> None:
    desk.note(PARISH, PartnerYes.ASKED)
    with pytest.raises(errors.Conflict):
        desk.note(PARISH, PartnerYes.NOT_SOUGHT)


def test_it_requires_write(
    db: Session, cast: Cast, now: datetime, story: stories.WholeStory
) -> None:
    with pytest.raises(errors.NotAllowed):
        stories.note_answer(db, story.id, PARISH, PartnerYes.ASKED, by=cast.clerk, now=now)


def test_each_answer_is_in_the_record(db: Session, desk: Desk, story: stories.WholeStory) -> None:
    desk.note(PARISH, PartnerYes.ASKED)
    desk.note(PARISH, PartnerYes.GIVEN, said_by="Sol, by telephone")
    said = [
        (record.body["who"], record.body["yes"], record.body["said_by"])
        for record in records.of(db, ("story", story.id), agency_id=story.agency_id)
        if record.kind == "stories.party_answered"
    ]
    assert said == [(PARISH, "asked", "Sol"), (PARISH, "given", "Sol, by telephone")]
