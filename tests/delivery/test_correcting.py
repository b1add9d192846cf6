"""The words of a post that is out are corrected: approved anew, done, and read back."""

from dataclasses import replace

import pytest

from delivery.after import BETTER, WORDS, After, published
from delivery.stage import Stage
from outreach import db as database
from outreach import delivery, errors, posts, records, review
from outreach.delivery import amends
from outreach.delivery.amends import AmendState
from outreach.platforms import PlatformName
from outreach.platforms.sandbox import Failure


@pytest.fixture
def after(stage: Stage) -> After:
    return published(stage)


def held(after: After) -> int:
    with database.writing(after.stage.engine) as db:
        now = after.stage.clock.now()
        made = delivery.hold(db, delivery.Scope.AGENCY, by=after.stage.cast.lang, now=now)
        return made.id or 0


def lifted(after: After, hold: int) -> None:
    with database.writing(after.stage.engine) as db:
        delivery.lift(db, hold, by=after.stage.cast.lang, now=after.stage.clock.now())


def test_other_words_stand_only_after_a_yes_and_are_read_back(after: After) -> None:
    amendment = after.ask()
    after.round()
    assert (after.state(amendment), after.shown) == (AmendState.ASKED, [WORDS])
    after.answer(amendment)
    after.round()
    row = after.row(amendment)
    assert (row.state, after.shown) == (AmendState.DONE, [BETTER])
    assert (row.stood, row.stands) == (WORDS, BETTER)


def test_the_public_record_tells_what_stood_and_what_stands(after: After) -> None:
    after.corrected()
    after.round()
    with database.reading(after.stage.engine) as db:
        agency_id = after.stage.cast.agency.id or 0
        last = records.of(db, ("placement", after.number), agency_id=agency_id)[-1]
        placed = db.get_one(delivery.Placement, after.number)
        assert amends.words_now(db, placed) == BETTER
        assert posts.content(db, placed.variant_id).text == WORDS
    assert last.kind == "delivery.corrected"
    assert (last.body["stood"], last.body["stands"]) == (WORDS, BETTER)


@pytest.mark.parametrize("who", ["rivera", "okafor"])
def test_no_author_of_any_of_the_words_says_yes(after: After, who: str) -> None:
    amendment = after.ask()
    with pytest.raises(errors.NotAllowed):
        after.answer(amendment, by=getattr(after.stage.cast, who))


def test_a_no_ends_it_with_its_reason(after: After) -> None:
    amendment = after.ask()
    after.answer(amendment, review.Decision.RETURN, comment="It is Saturday after all.")
    after.round()
    row = after.row(amendment)
    assert (row.state, row.trouble) == (AmendState.DROPPED, "It is Saturday after all.")
    assert after.shown == [WORDS]


def test_a_yes_is_bound_to_the_words_that_were_shown(after: After) -> None:
    amendment = after.ask()
    with (
        database.writing(after.stage.engine) as db,
        pytest.raises(errors.Conflict, match="not the words"),
    ):
        amends.answer_correction(
            db, amendment, "0" * 64, review.Decision.APPROVE,
            by=after.stage.cast.lang, now=after.stage.clock.now(),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no words"),
        (WORDS.replace(" ", "  ") + "\n", "stand there already"),
        ("x" * 70_000, "too many"),
    ],
    ids=["empty", "same", "long"],
)
def test_words_that_cannot_stand_are_refused_at_the_field(
    after: After, text: str, told: str
) -> None:
    with pytest.raises(errors.BadInput, match=told) as refused:
        after.ask(text)
    assert {fault.where for fault in refused.value.faults} == {"text"}


def test_x_wants_a_new_post_instead_and_says_so(stage: Stage) -> None:
    after = published(stage, PlatformName.X)
    with pytest.raises(errors.Conflict, match="A correction is a new post"):
        after.ask()


def test_a_hold_stops_a_correction_and_nothing_resumes_by_itself(after: After) -> None:
    amendment = after.corrected()
    hold = held(after)
    after.round()
    assert (after.state(amendment), after.shown) == (AmendState.HELD, [WORDS])
    lifted(after, hold)
    after.round()
    assert after.state(amendment) is AmendState.HELD
    with database.writing(after.stage.engine) as db:
        amends.go_on(db, amendment, by=after.stage.cast.lang, now=after.stage.clock.now())
    after.round()
    assert after.shown == [BETTER]


def test_a_hold_that_came_and_went_before_the_round_stops_it_too(after: After) -> None:
    amendment = after.corrected()
    hold = held(after)
    after.stage.later(seconds=1)
    lifted(after, hold)
    after.round()
    assert (after.state(amendment), after.shown) == (AmendState.HELD, [WORDS])


def test_a_hold_between_mark_and_first_byte_stops_it(after: After) -> None:
    amendment = after.corrected()
    look = after.platform.look

    def look_and_hold(*about: object) -> object:
        after.platform.look = look  # type: ignore[method-assign] # the hold comes once
        held(after)
        return look(*about)

    after.platform.look = look_and_hold  # type: ignore[method-assign] # a hold, just then
    after.round()
    assert (after.state(amendment), after.shown) == (AmendState.HELD, [WORDS])


def test_nobody_goes_on_while_it_is_still_paused(after: After) -> None:
    amendment = after.corrected()
    held(after)
    after.round()
    with (
        database.writing(after.stage.engine) as db,
        pytest.raises(errors.Conflict, match="still paused"),
    ):
        amends.go_on(db, amendment, by=after.stage.cast.lang, now=after.stage.clock.now())


@pytest.mark.parametrize("failure", [Failure.LOSE_REQUEST, Failure.LOSE_ANSWER])
def test_an_unclear_outcome_is_read_back_before_anything_else(
    after: After, failure: Failure
) -> None:
    amendment = after.corrected()
    after.platform.fail_changing(failure)
    after.round()
    assert after.state(amendment) is AmendState.CHECKING
    for _ in range(2):
        after.stage.later(seconds=121)
        after.round()
    assert (after.state(amendment), after.shown) == (AmendState.DONE, [BETTER])


def test_words_changed_by_hand_meanwhile_are_left_to_a_person(after: After) -> None:
    amendment = after.corrected()
    after.platform.fail_changing(Failure.LOSE_REQUEST)
    after.round()
    (post,) = after.platform.accepted
    told = replace(post, outgoing=replace(post.outgoing, text="Cancelled. Sorry!"))
    after.platform.accepted[0] = told
    after.stage.later(seconds=121)
    after.round()
    assert after.state(amendment) is AmendState.NEEDS_PERSON
    assert "Cancelled. Sorry!" in after.row(amendment).trouble


def test_nothing_is_a_way_round_the_yes_of_somebody_else(after: After) -> None:
    amendment = after.ask()
    by, now = after.stage.cast.okafor, after.stage.clock.now()
    for act in (amends.go_on, amends.hurry, amends.confirm, amends.say_done):
        with database.writing(after.stage.engine) as db, pytest.raises(errors.Conflict):
            act(db, amendment, by=by, now=now)
    after.round()
    assert (after.state(amendment), after.shown) == (AmendState.ASKED, [WORDS])


def test_a_take_down_ends_a_correction_that_waits(after: After) -> None:
    amendment = after.ask()
    after.take_down()
    after.round()
    assert (after.state(amendment), after.shown) == (AmendState.DROPPED, [])
    with pytest.raises(errors.Conflict, match="was taken down"):
        after.ask()


def test_corrections_come_one_at_a_time_and_build_on_each_other(after: After) -> None:
    first = after.corrected()
    with pytest.raises(errors.Conflict, match="under way"):
        after.ask("Something else.")
    after.round()
    second = after.ask(WORDS)
    after.answer(second)
    after.round()
    assert (after.row(second).before, after.shown) == (BETTER, [WORDS])
    assert after.state(first) is AmendState.DONE


def test_where_no_words_can_be_changed_a_new_post_is_linked_to_the_old(stage: Stage) -> None:
    after = published(stage, PlatformName.X)
    with database.writing(stage.engine) as db:
        by, now = stage.cast.rivera, stage.clock.now()
        new = amends.follow_up(db, after.number, BETTER, "Wrong day.", by=by, now=now)
        (variant,) = posts.variants_of(db, new.id or 0)
        old = amends.corrects(db, new.id or 0)
        assert [row.post_id for row in amends.follow_ups(db, after.number)] == [new.id]
    assert (variant.text, variant.platform) == (BETTER, PlatformName.X)
    assert old is not None
    assert old.id == after.number
    assert after.shown == [WORDS]


def test_a_new_post_that_corrects_one_of_a_case_is_one_of_that_case(stage: Stage) -> None:
    after = published(stage, PlatformName.X)
    with database.writing(stage.engine) as db:
        by, now = stage.cast.rivera, stage.clock.now()
        old = db.get_one(delivery.Placement, after.number).post_id
        posts.declare(db, old, ["open_case"], by=by, now=now)
        new = amends.follow_up(db, after.number, BETTER, "Wrong day.", by=by, now=now)
        assert new.declared == ["open_case"]
