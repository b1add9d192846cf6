"""What every platform must do, played on each of them: memory, X in both contracts, Facebook."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from outreach import practice
from outreach.platforms import (
    Absent,
    Found,
    Gone,
    NeedsSignIn,
    OutcomeUnknown,
    Picture,
    PlatformName,
    Reading,
    ReadingState,
    Receipt,
    Refused,
    Sighting,
    Stands,
    TryLater,
    same_words,
)
from outreach.platforms.sandbox import Failure
from platforms.cast import PNG, Notes, an_outgoing
from platforms.stages import InMemory, Shown, Stage, on_practice

WORDS = "Coffee with a cop & friends — sábado 9:00 👮🏽‍♀️ https://city.gov/coffee\nSee you <there>"

STAGES = [
    "memory",
    pytest.param("x 2.166", marks=pytest.mark.network),
    pytest.param("x 2.167", marks=pytest.mark.network),
    pytest.param("facebook", marks=pytest.mark.network),
]


@pytest.fixture(params=STAGES)
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    match request.param:
        case "memory":
            yield InMemory()
        case "facebook":
            with on_practice(tmp_path, PlatformName.FACEBOOK) as made:
                yield made
        case version:
            generation = practice.Generation(version.removeprefix("x "))
            with on_practice(tmp_path, PlatformName.X, generation) as made:
                yield made


@pytest.fixture
def notes() -> Notes:
    return Notes()


def send(stage: Stage, notes: Notes, *, pictures: int = 0, text: str = WORDS) -> Receipt:
    outgoing = an_outgoing(text, pictures=pictures)
    return stage.platform.publish(stage.account, outgoing, notes)


def look(stage: Stage, notes: Notes, *, pictures: int = 0, text: str = WORDS) -> Sighting:
    outgoing = an_outgoing(text, pictures=pictures)
    since = stage.clock.now() - timedelta(minutes=1)
    return stage.platform.find(stage.account, outgoing, notes, since=since)


def test_a_post_arrives_exactly_with_the_words_for_each_picture(stage: Stage, notes: Notes) -> None:
    send(stage, notes, pictures=3)
    alternatives = tuple(f"Picture {nth} in words." for nth in (1, 2, 3))
    assert stage.shown() == [Shown(WORDS, alternatives)]


@pytest.mark.parametrize("pictures", [0, 1, 2])
def test_a_post_that_is_there_is_found(stage: Stage, notes: Notes, pictures: int) -> None:
    receipt = send(stage, notes, pictures=pictures)
    found = look(stage, notes, pictures=pictures)
    assert isinstance(found, Found)
    assert found.receipt.external_id == receipt.external_id


@pytest.mark.parametrize("pictures", [0, 2])
def test_a_post_is_found_without_any_note(stage: Stage, notes: Notes, pictures: int) -> None:
    receipt = send(stage, notes, pictures=pictures)
    found = look(stage, Notes(), pictures=pictures)
    assert isinstance(found, Found)
    assert found.receipt.external_id == receipt.external_id


def test_another_post_is_not_taken_for_it(stage: Stage, notes: Notes) -> None:
    send(stage, Notes(), text="Something else entirely.")
    assert look(stage, notes) == Absent()


def test_a_lost_request_is_unknown_then_absent_then_sent_once(stage: Stage, notes: Notes) -> None:
    stage.fail(Failure.LOSE_REQUEST)
    with pytest.raises(OutcomeUnknown):
        send(stage, notes, pictures=1)
    assert look(stage, notes, pictures=1) == Absent()
    send(stage, notes, pictures=1)
    assert len(stage.shown()) == 1


def test_a_lost_answer_is_unknown_and_then_found(stage: Stage, notes: Notes) -> None:
    stage.fail(Failure.LOSE_ANSWER)
    with pytest.raises(OutcomeUnknown):
        send(stage, notes, pictures=1)
    assert isinstance(look(stage, notes, pictures=1), Found)
    assert len(stage.shown()) == 1


def test_what_shows_late_is_found_late(stage: Stage, notes: Notes) -> None:
    stage.show_late(timedelta(seconds=30))
    receipt = send(stage, notes)
    assert look(stage, notes) == Absent()
    stage.clock.advance(timedelta(seconds=31))
    found = look(stage, notes)
    assert isinstance(found, Found)
    assert found.receipt.external_id == receipt.external_id


def test_who_was_never_reached_has_nothing(stage: Stage, notes: Notes) -> None:
    stage.fail(Failure.UNREACHABLE)
    with pytest.raises(TryLater) as fault:
        send(stage, notes)
    assert fault.value.counts
    assert stage.shown() == []


def test_a_wait_costs_no_attempt(stage: Stage, notes: Notes) -> None:
    stage.fail(Failure.TOO_MANY)
    with pytest.raises(TryLater) as fault:
        send(stage, notes)
    assert not fault.value.counts
    assert fault.value.at is not None
    assert stage.shown() == []


def test_refused_keys_need_a_person(stage: Stage, notes: Notes) -> None:
    stage.fail(Failure.SIGNED_OUT)
    with pytest.raises(NeedsSignIn):
        send(stage, notes)
    assert stage.shown() == []


def test_a_gate_that_shuts_at_the_last_moment_stops_the_post(stage: Stage) -> None:
    with pytest.raises(TryLater, match="A hold came"):
        send(stage, Notes(shut=True), pictures=1)
    assert stage.shown() == []


def test_an_unfit_post_is_refused_before_anything_leaves(stage: Stage, notes: Notes) -> None:
    with pytest.raises(Refused, match="Shorten it"):
        send(stage, notes, text="x" * 70_000)
    nameless = an_outgoing(pictures=1)
    nameless = type(nameless)(WORDS, "key-1", (Picture(PNG, "image/png", " "),))
    with pytest.raises(Refused, match="no text alternative"):
        stage.platform.publish(stage.account, nameless, notes)
    assert stage.shown() == []
    assert notes.last is None


def test_what_is_removed_is_gone_and_removing_it_again_is_done(stage: Stage, notes: Notes) -> None:
    receipt = send(stage, notes)
    taken = [stage.platform.remove(stage.account, receipt.external_id) for _ in range(2)]
    assert taken == [True, False]
    assert stage.shown() == []
    assert look(stage, notes) == Absent()
    assert stage.platform.look(stage.account, receipt.external_id) == Gone()


def test_a_post_that_stands_is_read_with_its_words(stage: Stage, notes: Notes) -> None:
    receipt = send(stage, notes, pictures=1)
    stands = stage.platform.look(stage.account, receipt.external_id)
    assert isinstance(stands, Stands)
    assert same_words(stands.text, WORDS)


def test_new_words_stand_where_the_platform_takes_them(stage: Stage, notes: Notes) -> None:
    receipt, told = send(stage, notes, pictures=1), "Coffee with a cop moves to Sunday at nine."
    if not stage.rewords:
        with pytest.raises(Refused, match="no program change"):
            stage.platform.reword(stage.account, receipt.external_id, told)
        return
    for _ in range(2):
        stage.platform.reword(stage.account, receipt.external_id, told)
    assert stage.shown() == [Shown(told, ("Picture 1 in words.",))]
    assert stage.platform.look(stage.account, receipt.external_id) == Stands(told)


def test_a_lost_removal_is_unknown_and_the_post_stands(stage: Stage, notes: Notes) -> None:
    receipt = send(stage, notes)
    stage.fail_removal(Failure.LOSE_REQUEST)
    with pytest.raises(OutcomeUnknown):
        stage.platform.remove(stage.account, receipt.external_id)
    assert isinstance(stage.platform.look(stage.account, receipt.external_id), Stands)


def test_a_removal_whose_answer_is_lost_is_unknown_and_the_post_is_gone(
    stage: Stage, notes: Notes
) -> None:
    receipt = send(stage, notes)
    stage.fail_removal(Failure.LOSE_ANSWER)
    with pytest.raises(OutcomeUnknown):
        stage.platform.remove(stage.account, receipt.external_id)
    assert stage.platform.look(stage.account, receipt.external_id) == Gone()


def test_what_shows_late_looks_gone_until_then(stage: Stage, notes: Notes) -> None:
    stage.show_late(timedelta(seconds=30))
    receipt = send(stage, notes)
    assert stage.platform.look(stage.account, receipt.external_id) == Gone()
    stage.clock.advance(timedelta(seconds=31))
    assert isinstance(stage.platform.look(stage.account, receipt.external_id), Stands)


def test_a_profile_is_the_accounts_own(stage: Stage) -> None:
    profile = stage.platform.profile(stage.account)
    assert (profile.stable_id, profile.handle) == (stage.account.stable_id, "maricopa")


def test_numbers_are_values_or_say_why_not(stage: Stage, notes: Notes) -> None:
    receipt = send(stage, notes)
    now = stage.clock.now()
    readings = stage.platform.measure_posts(stage.account, (receipt.external_id,), now=now)
    assert {one.external_id for one in readings} == {receipt.external_id}
    assert_sound(readings)
    assert any(one.state is ReadingState.VALUE for one in readings)


def test_numbers_of_an_account_are_values_or_say_why_not(stage: Stage) -> None:
    now = stage.clock.now()
    ends_on = (now - timedelta(days=2)).date()
    readings = stage.platform.measure_account(stage.account, ends_on=ends_on, now=now)
    assert {one.ends_on for one in readings} == {ends_on}
    assert_sound(readings)
    (followers,) = [one for one in readings if one.metric == "followers"]
    assert followers.state is ReadingState.VALUE


def assert_sound(readings: list[Reading]) -> None:
    assert len({(one.metric, one.split, one.days) for one in readings}) == len(readings)
    for one in readings:
        assert (one.value is not None) is (one.state is ReadingState.VALUE)
        assert bool(one.why) is (one.state is not ReadingState.VALUE)
        assert bool(one.source) or one.state is not ReadingState.VALUE
