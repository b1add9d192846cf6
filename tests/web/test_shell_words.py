"""Values are said the same way on every page: states, times, numbers, counts."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach import delivery, identity, stories
from outreach.platforms import PlatformName
from outreach.web import words

DENVER = ZoneInfo("America/Denver")
NOON = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 23, 16, 0, tzinfo=UTC), "Mon Nov 23, 9:00 AM MST"),
        (datetime(2026, 7, 4, 6, 5, tzinfo=UTC), "Sat Jul 4, 12:05 AM MDT"),
        (datetime(2027, 1, 1, 19, 30, tzinfo=UTC), "Fri Jan 1, 2027, 12:30 PM MST"),
    ],
)
def test_an_instant_is_told_in_the_agencys_zone(at: datetime, said: str) -> None:
    assert words.when(at, zone=DENVER, now=NOON) == said


def test_the_two_halves_of_the_autumn_hour_differ_by_their_zone_name() -> None:
    first = datetime(2026, 11, 1, 7, 30, tzinfo=UTC)
    told = [words.clock(at, DENVER) for at in (first, first + timedelta(hours=1))]
    assert told == ["1:30 AM MDT", "1:30 AM MST"]


def test_a_zone_without_letters_says_how_far_it_is_from_utc() -> None:
    assert words.clock(NOON, ZoneInfo("America/Sao_Paulo")) == "4:00 PM UTC-03"


def test_a_day_without_a_time_is_not_moved_by_a_zone() -> None:
    assert words.day(date(2026, 11, 23), zone=DENVER, now=NOON) == "Mon Nov 23"


@pytest.mark.parametrize(
    ("apart", "said"),
    [
        (timedelta(seconds=-20), "just now"),
        (timedelta(minutes=-26), "26 minutes ago"),
        (timedelta(minutes=-60), "1 hour ago"),
        (timedelta(days=-9, hours=-5), "9 days ago"),
        (timedelta(seconds=20), "in less than a minute"),
        (timedelta(hours=3, minutes=59), "in 3 hours"),
    ],
)
def test_how_far_away_an_instant_is(apart: timedelta, said: str) -> None:
    assert words.ago(NOON + apart, NOON) == said


@given(st.integers(min_value=-(10**6), max_value=10**6))
def test_a_distance_never_says_zero_of_something(minutes: int) -> None:
    assert " 0 " not in f" {words.ago(NOON + timedelta(minutes=minutes), NOON)} "


def test_a_number_that_is_not_there_is_not_a_zero() -> None:
    assert (words.number(0), words.number(12400)) == ("0", "12,400")
    assert words.number(None) == "Not available"


def test_a_count_takes_the_right_form() -> None:
    told = [words.plural(n, "story", "stories") for n in (0, 1, 1200)]
    assert told == ["0 stories", "1 story", "1,200 stories"]


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Sgt. Maria Reyes", "MR"), ("Okafor", "O"), ("Ana de la Cruz", "AC"), ("", ""), ("3", "")],
)
def test_a_person_has_initials(name: str, letters: str) -> None:
    assert words.initials(name) == letters


@pytest.mark.parametrize(
    "state", [*delivery.State, *identity.AccountState, *stories.StoryStatus], ids=str
)
def test_every_state_has_words(state: str) -> None:
    assert words.said(state).word


def test_a_state_without_words_is_refused() -> None:
    with pytest.raises(KeyError):
        words.said("somewhere")


def test_every_platform_and_role_has_a_name() -> None:
    assert {words.platform(name) for name in PlatformName} >= {"X", "Facebook", "Instagram"}
    assert set(words.ROLES) == set(identity.Role)


@pytest.mark.parametrize(
    ("platform", "said"),
    [
        (PlatformName.X, "X account @RivertonPD"),
        (PlatformName.FACEBOOK, "Facebook page RivertonPD"),
        (PlatformName.INSTAGRAM, "Instagram account @RivertonPD"),
        (PlatformName.HANDOFF, "account RivertonPD (posted by hand)"),
    ],
)
def test_an_account_is_named_as_people_look_for_it(platform: PlatformName, said: str) -> None:
    assert words.account(platform, "RivertonPD") == said


@pytest.mark.parametrize(
    ("minutes", "said"), [(1440, "1 day"), (2880, "2 days"), (180, "3 hours"), (90, "90 minutes")]
)
def test_a_length_of_time_is_said_in_whole_units(minutes: int, said: str) -> None:
    assert words.span(minutes) == said
