"""The town is the same for the same seed, and nobody in it does what they could not."""

import os
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.practice import settling
from outreach.practice.acts import TURNS_AWAY, Act
from outreach.practice.instants import DAY, HOUR, MINUTE, instant, moment
from outreach.practice.reading import appeal, language_of
from outreach.practice.residents import Language, Network, Resident
from outreach.practice.timetable import EVERY_DAY, WEEKEND, Opening, Timetable
from outreach.practice.town import HORIZON, Meeting, Shown, first_follows, meetings
from practice.towns import START, ZONE, a_town, meetings_in_brief, shown

TOWN = a_town(residents=600)
AT = instant(START)
FOLLOWS = {network: first_follows(TOWN, network, "52", start=AT - 90 * DAY) for network in Network}

posts = st.builds(
    shown,
    st.text(min_size=1, max_size=12),
    at=st.integers(AT, AT + 200 * DAY),
    network=st.sampled_from(Network),
    language=st.sampled_from(Language),
    appeal=st.integers(0, 3),
    has_link=st.booleans(),
    has_poll=st.booleans(),
)


def met_by(post: Shown) -> list[Meeting]:
    return meetings(TOWN, post, FOLLOWS[post.network])


def test_the_same_seed_gives_the_same_town() -> None:
    assert a_town(seed="here") == a_town(seed="here")
    assert a_town(seed="here") != a_town(seed="there")


@pytest.mark.process
def test_another_process_finds_the_same_meetings() -> None:
    hash_seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    answer = subprocess.run(
        [sys.executable, "-c", "from practice import towns; print(towns.meetings_in_brief())"],
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == meetings_in_brief()


def test_one_in_five_people_lives_outside() -> None:
    assert [resident.id for resident in TOWN.residents] == list(range(750))
    assert sum(resident.lives_in_town for resident in TOWN.residents) == 600


def test_it_rejects_a_town_without_streets() -> None:
    with pytest.raises(ValueError, match="at least 6 residents; 5 is too few"):
        settling.build(seed="hamlet", zone=ZONE, residents=5)


def test_friends_know_each_other() -> None:
    ties = {(resident.id, friend) for resident in TOWN.residents for friend in resident.friends}
    assert ties == {(friend, resident) for resident, friend in ties}
    assert not any(one == other for one, other in ties)


def test_people_of_one_household_are_friends_and_speak_one_language_at_home() -> None:
    homes: dict[int, list[Resident]] = defaultdict(list)
    for resident in TOWN.residents:
        homes[resident.household].append(resident)
    for home in homes.values():
        assert len({resident.languages[0] for resident in home}) == 1
        ids = {resident.id for resident in home}
        assert all(ids <= {resident.id, *resident.friends} for resident in home)


def test_nobody_follows_twice_or_without_the_app() -> None:
    for network, follows in FOLLOWS.items():
        assert max(Counter(follow.resident_id for follow in follows).values()) == 1
        assert all(network in TOWN.residents[follow.resident_id].apps for follow in follows)
        assert all(follow.until is None or follow.until > follow.since for follow in follows)


@given(
    person=st.integers(0, 749),
    since=st.integers(AT, AT + 400 * DAY),
    spans=st.tuples(st.integers(0, 3 * DAY), st.integers(0, 3 * DAY)),
)
def test_the_days_join_without_a_gap(person: int, since: int, spans: tuple[int, int]) -> None:
    slots = [Opening(7 * 60, EVERY_DAY), Opening(20 * 60 + 30, WEEKEND)]
    middle, end = since + spans[0], since + sum(spans)
    days = TOWN.timetable
    parts = [
        *days.openings(slots, person, since=since, until=middle),
        *days.openings(slots, person, since=middle, until=end),
    ]
    assert parts == list(days.openings(slots, person, since=since, until=end))
    assert all(earlier < later for earlier, later in pairwise(parts))
    assert all(since <= at < end for at in parts)


def test_people_keep_the_clock_of_their_town_when_it_changes() -> None:
    days = Timetable(seed="clock", zone=ZONE, people=1)
    span = {"since": AT - 4 * DAY, "until": AT + 4 * DAY}
    local = [
        moment(at).astimezone(ZONE)
        for at in days.openings([Opening(8 * 60 + 30, EVERY_DAY)], 0, **span)
    ]
    assert len({at.utcoffset() for at in local}) == 2
    assert all(at.hour == 8 and 30 <= at.minute <= 43 for at in local)


@given(posts)
def test_nobody_meets_a_post_before_it_is_shown_or_long_after(post: Shown) -> None:
    times = [meeting.at for meeting in met_by(post)]
    assert all(post.shown_at <= at <= post.shown_at + HORIZON for at in times)


@given(posts)
def test_a_resident_meets_at_their_own_openings_only(post: Shown) -> None:
    met = met_by(post)
    assert len({(meeting.resident_id, meeting.at) for meeting in met}) == len(met)
    for meeting in met:
        app = TOWN.residents[meeting.resident_id].apps[post.network]
        openings = TOWN.timetable.openings(
            app.openings, meeting.resident_id, since=meeting.at, until=meeting.at + 1
        )
        assert list(openings) == [meeting.at]


@given(posts)
def test_only_what_the_post_offers_is_done(post: Shown) -> None:
    acts = [meeting.acts for meeting in met_by(post)]
    assert post.has_link or not any(act & Act.LINK for act in acts)
    assert post.has_poll or not any(act & Act.VOTE for act in acts)


@given(posts)
def test_each_act_is_done_once_and_leaving_ends_it(post: Shown) -> None:
    by_resident: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in met_by(post):
        by_resident[meeting.resident_id].append(meeting)
    for met in by_resident.values():
        assert all(sum(bool(meeting.acts & act) for meeting in met) <= 1 for act in Act)
        assert not any(meeting.acts & TURNS_AWAY for meeting in met[:-1])


@given(posts)
def test_as_follower_says_who_followed_at_that_moment(post: Shown) -> None:
    following = {follow.resident_id: follow for follow in FOLLOWS[post.network]}
    gained: set[int] = set()
    for meeting in met_by(post):
        number = meeting.resident_id
        before = number in following and following[number].covers(meeting.at)
        assert meeting.as_follower == (before or number in gained)
        assert not (meeting.acts & Act.FOLLOW and meeting.as_follower)
        assert not (meeting.acts & Act.UNFOLLOW and not meeting.as_follower)
        if meeting.acts & Act.FOLLOW:
            gained.add(number)


@given(posts, posts)
def test_one_post_changes_nothing_for_another(one: Shown, other: Shown) -> None:
    fresh = replace(TOWN)
    meetings(fresh, one, FOLLOWS[one.network])
    assert meetings(fresh, other, FOLLOWS[other.network]) == met_by(other)


@given(posts)
def test_whoever_cannot_read_it_does_nothing_but_hide_it(post: Shown) -> None:
    for meeting in met_by(post):
        if post.language not in TOWN.residents[meeting.resident_id].languages:
            assert meeting.acts in (0, Act.HIDE)


def twenty(language: Language) -> list[Meeting]:
    """The meetings with twenty posts, alike but for their ids."""
    ids = [f"post {number}" for number in range(20)]
    return [m for id in ids for m in met_by(shown(id, at=AT, language=language))]


def test_strangers_meet_posts_too_and_followers_meet_them_again() -> None:
    met = twenty(Language.ENGLISH)
    follows = {follow.resident_id for follow in FOLLOWS[Network.FACEBOOK]}
    assert any(meeting.resident_id not in follows for meeting in met)
    views = Counter((meeting.resident_id, meeting.at // DAY) for meeting in met)
    assert max(views.values()) > 1


def test_words_in_a_language_reach_those_who_read_only_that() -> None:
    def only_spanish(met: list[Meeting]) -> int:
        return sum(
            TOWN.residents[meeting.resident_id].languages == (Language.SPANISH,) for meeting in met
        )

    assert only_spanish(twenty(Language.SPANISH)) > only_spanish(twenty(Language.ENGLISH))


def test_the_language_of_a_post_is_read_off_its_words() -> None:
    assert language_of("El parque de la ciudad abre con música para los niños.") is Language.SPANISH
    assert language_of("The park in Las Palmas opens with music for the kids.") is Language.ENGLISH
    assert language_of("911") is Language.ENGLISH


def test_pictures_polls_and_an_easy_length_draw_people() -> None:
    assert appeal("Hi.", has_media=False, has_poll=False) == 0
    assert appeal("word " * 20, has_media=True, has_poll=True) == 3
    assert appeal("word " * 200, has_media=True, has_poll=False) == 1


def test_a_late_day_is_never_more_than_a_quarter_of_an_hour_late() -> None:
    days = Timetable(seed="late", zone=ZONE, people=200)
    midnight = instant(START.astimezone(ZONE).replace(hour=0, minute=0))
    for person in range(200):
        for at in days.openings(
            [Opening(12 * 60, EVERY_DAY)], person, since=midnight, until=midnight + DAY
        ):
            assert 0 <= at - midnight - 12 * HOUR < 15 * MINUTE


def test_moments_and_their_count_are_one_to_one() -> None:
    at = START + timedelta(microseconds=7)
    assert moment(instant(at)) == at
    with pytest.raises(ValueError, match="without a zone"):
        instant(at.replace(tzinfo=None))
