"""Every counter is a count over stored meetings, and the truth is a difference of sets."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.practice import counters
from outreach.practice.acts import Act
from outreach.practice.counters import Counters
from outreach.practice.instants import Instant, instant, moment
from outreach.practice.kept import NetworkAccount
from outreach.practice.residents import Network
from outreach.practice.store import Store
from practice.towns import ACCOUNTS, FACEBOOK, START, X, a_post, a_store, an_account

DAY = timedelta(days=1)
CAMPAIGN = [f"campaign {number}" for number in range(9)]

moments = st.integers(instant(START - 25 * DAY), instant(START + 25 * DAY)).map(moment)
accounts = st.sampled_from(ACCOUNTS)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A small town after a campaign of nine posts, one of them deleted; only to be read."""
    opened = a_store(tmp_path_factory.mktemp("town") / "practice.db", residents=500)
    for number, id in enumerate(CAMPAIGN):
        at = START + timedelta(hours=30 * number)
        post = a_post(id, account=ACCOUNTS[number % 3], at=at)
        opened.add_post(replace(post, link="https://example.org" if number % 2 else None))
    opened.delete_post(CAMPAIGN[4], START + timedelta(hours=30 * 4 + 6))
    yield opened
    opened.close()


class Met(NamedTuple):
    """One stored meeting, with its post's id and account."""

    at: Instant
    resident: int
    post: str
    account: int
    as_follower: int
    acts: int


@pytest.fixture(scope="module")
def met(store: Store) -> list[Met]:
    """Every stored meeting, in order of time."""
    sql = "SELECT at, resident_id, id, account_id, as_follower, acts FROM meeting "
    return [Met(*row) for row in store.read(sql + "JOIN post ON number = post_number ORDER BY at")]


def counted_by_hand(met: list[Met]) -> dict[str, int]:
    """What the counters must say about meetings given in order of time."""
    first: dict[int, int] = {}
    for meeting in met:
        first.setdefault(meeting.resident, meeting.as_follower)

    def done(act: Act) -> int:
        return sum(1 for meeting in met if meeting.acts & act)

    return {
        "views": len(met),
        "views_by_followers": sum(meeting.as_follower for meeting in met),
        "people": len(first),
        "people_following": sum(first.values()),
        "engaged_people": len({meeting.resident for meeting in met if meeting.acts}),
        "likes": done(Act.LIKE),
        "replies": done(Act.REPLY),
        "shares": done(Act.SHARE),
        "quotes": done(Act.QUOTE),
        "saves": done(Act.SAVE),
        "link_clicks": done(Act.LINK),
        "detail_clicks": done(Act.DETAIL),
        "profile_visits": done(Act.PROFILE),
        "votes": done(Act.VOTE),
        "follows": done(Act.FOLLOW),
        "unfollows": done(Act.UNFOLLOW),
        "hides": done(Act.HIDE),
    }


@given(now=moments, number=st.integers(0, 8))
def test_a_post_counts_its_meetings_up_to_now(
    store: Store, met: list[Met], now: datetime, number: int
) -> None:
    id = CAMPAIGN[number]
    here = [meeting for meeting in met if meeting.post == id and meeting.at <= instant(now)]
    assert asdict(counters.post_counters(store, id, now)) == counted_by_hand(here)


@given(account=accounts, ends=st.tuples(moments, moments).map(sorted))
def test_a_window_counts_the_meetings_in_it(
    store: Store, met: list[Met], account: NetworkAccount, ends: list[datetime]
) -> None:
    since, until = ends
    number = store.account_number(account.network, account.stable_id)
    window = counters.account_window(store, account, since=since, until=until)
    here = [meeting for meeting in met if instant(since) <= meeting.at < instant(until)]
    assert asdict(window) == counted_by_hand([m for m in here if m.account == number])


def no_more_than_meetings_allow(said: Counters) -> bool:
    each = [said.likes, said.replies, said.shares, said.quotes, said.saves, said.link_clicks]
    each += [said.detail_clicks, said.profile_visits, said.votes, said.follows, said.hides]
    return (
        said.people <= said.views
        and said.views_by_followers + said.views_by_strangers == said.views
        and said.people_following + said.people_strange == said.people
        and said.engaged_people <= said.people
        and max(each) <= said.engaged_people
        and said.follows <= said.views_by_strangers
        and said.unfollows <= said.views_by_followers
    )


@given(now=moments, number=st.integers(0, 8))
def test_no_counter_exceeds_what_its_meetings_allow(
    store: Store, now: datetime, number: int
) -> None:
    assert no_more_than_meetings_allow(counters.post_counters(store, CAMPAIGN[number], now))


@given(number=st.integers(0, 8), times=st.tuples(moments, moments).map(sorted))
def test_no_counter_falls_as_time_passes(store: Store, number: int, times: list[datetime]) -> None:
    earlier, later = (asdict(counters.post_counters(store, CAMPAIGN[number], now)) for now in times)
    assert all(later[name] >= earlier[name] for name in earlier)


@given(account=accounts, since=moments, days=st.integers(1, 28))
def test_people_of_a_window_lie_between_its_greatest_day_and_the_sum(
    store: Store, account: NetworkAccount, since: datetime, days: int
) -> None:
    ends = [since + number * DAY for number in range(days + 1)]
    each = [
        counters.account_window(store, account, since=one, until=next)
        for one, next in pairwise(ends)
    ]
    window = counters.account_window(store, account, since=ends[0], until=ends[-1])
    assert max(day.people for day in each) <= window.people <= sum(day.people for day in each)
    assert window.views == sum(day.views for day in each)


@given(account=accounts, ends=st.tuples(moments, moments).map(sorted))
def test_followers_at_two_moments_differ_by_what_was_gained_and_lost(
    store: Store, account: NetworkAccount, ends: list[datetime]
) -> None:
    before, after = (counters.followers(store, account, now) for now in ends)
    changes = counters.follower_changes(store, account, since=ends[0], until=ends[1])
    assert after == before + changes.gained - changes.lost


def test_nothing_is_counted_for_a_post_nobody_knows(store: Store) -> None:
    assert set(asdict(counters.post_counters(store, "unknown", START)).values()) == {0}


def following(store: Store, at: Instant) -> set[int]:
    return {
        row["resident_id"]
        for row in store.read("SELECT * FROM follow")
        if row["since"] < at and (row["until"] is None or at <= row["until"])
    }


@given(
    campaign=st.sets(st.sampled_from(CAMPAIGN)),
    start=st.integers(0, 200).map(lambda hours: START + timedelta(hours=hours)),
    days=st.integers(0, 12),
    baseline=st.integers(0, 20),
)
def test_the_truth_is_the_difference_of_sets(
    *, store: Store, met: list[Met], campaign: set[str], start: datetime, days: int, baseline: int
) -> None:
    end = start + days * DAY
    during = range(instant(start), instant(end + 7 * DAY))
    before = range(instant(start - baseline * DAY), instant(start))
    reached = {m.resident for m in met if m.post in campaign and m.at in during}
    known = {m.resident for m in met if m.at in before}
    new = reached - known - following(store, instant(start))
    truth = counters.truth(store, campaign, start=start, end=end, baseline_days=baseline)
    assert (truth.reached, truth.new) == (reached, new)
    assert truth.new_in_town == {number for number in new if number < 500}


def test_somebody_new_on_one_network_may_be_known_from_another(store: Store) -> None:
    truth = counters.truth(store, CAMPAIGN, start=START, end=START + 12 * DAY, baseline_days=20)
    everywhere = truth.by_network.values()
    assert truth.reached == frozenset().union(*(here.reached for here in everywhere))
    assert truth.new <= frozenset().union(*(here.new for here in everywhere))
    assert 0 < len(truth.new) < sum(len(here.new) for here in everywhere)
    assert all(here.new <= here.reached for here in everywhere)


def test_a_longer_baseline_never_makes_more_people_new(store: Store) -> None:
    new = [
        counters.truth(store, CAMPAIGN, start=START, end=START + 12 * DAY, baseline_days=days).new
        for days in (0, 5, 10, 20)
    ]
    assert new[0] > new[3]
    assert all(shorter >= longer for shorter, longer in pairwise(new))


def test_the_posts_of_others_make_nobody_less_new(store: Store) -> None:
    campaign = [id for id in CAMPAIGN if int(id[-1]) % 3 == 0]
    span = {"start": START, "end": START + 12 * DAY, "baseline_days": 20}
    alone = counters.truth(store, campaign, **span, ours=[X])
    assert alone.new > counters.truth(store, campaign, **span).new
    assert alone.new == alone.by_network[Network.X].new


def test_a_town_is_described_by_its_people_and_followers(store: Store) -> None:
    facts = counters.describe(store, START)
    assert (facts.residents, facts.outsiders) == (500, 125)
    assert 500 / 4 < facts.households < 500
    assert facts.followers == {
        (account.network, account.stable_id): counters.followers(store, account, START)
        for account in ACCOUNTS
    }
    assert all(
        facts.users[network] > facts.followers[network, id] for network, id in facts.followers
    )


def test_it_rejects_an_account_nobody_opened(store: Store) -> None:
    stranger = an_account(Network.X, stable_id="99")
    with pytest.raises(LookupError, match="no x account 99"):
        counters.followers(store, stranger, START)


def test_a_window_that_is_over_before_it_begins_is_empty(store: Store) -> None:
    window = counters.account_window(store, FACEBOOK, since=START, until=START)
    assert window.views == window.people == 0
