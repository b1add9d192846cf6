"""Counts over stored meetings and follows: what each network could say, and the whole truth."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from sqlite3 import Row

from outreach.practice.acts import Act
from outreach.practice.file import Value
from outreach.practice.instants import DAY, Instant, instant
from outreach.practice.kept import NetworkAccount
from outreach.practice.residents import OUTSIDE, Network
from outreach.practice.store import Store
from outreach.practice.tally import Tally, tally, together
from outreach.practice.town import HORIZON

#: A campaign's posts are still met for this long after its end.
AFTERGLOW = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Counters:
    """Meetings counted: views are meetings, people are residents counted once.

    A view is a follower's when the resident followed at that moment. A person is a follower when
    they followed at their first meeting counted here. So both splits add up exactly.
    """

    views: int
    views_by_followers: int
    people: int
    people_following: int
    engaged_people: int
    likes: int
    replies: int
    shares: int
    quotes: int
    saves: int
    link_clicks: int
    detail_clicks: int
    profile_visits: int
    votes: int
    follows: int
    unfollows: int
    hides: int

    @property
    def views_by_strangers(self) -> int:
        """Views by residents who did not follow the account at that moment."""
        return self.views - self.views_by_followers

    @property
    def people_strange(self) -> int:
        """People who did not follow the account at their first meeting counted here."""
        return self.people - self.people_following


@dataclass(frozen=True, slots=True)
class FollowerChanges:
    """Followers won and lost in a window, never only their difference."""

    gained: int
    lost: int


@dataclass(frozen=True, slots=True)
class NewAccounts:
    """On one network: residents the campaign reached there, and those of them new there."""

    reached: frozenset[int]
    new: frozenset[int]


@dataclass(frozen=True, slots=True)
class Truth:
    """Whom a campaign reached and who of them was new to us on every network, by resident id."""

    reached: frozenset[int]
    new: frozenset[int]
    new_in_town: frozenset[int]
    by_network: Mapping[Network, NewAccounts]


@dataclass(frozen=True, slots=True)
class TownFacts:
    """What there is to say about a town; followers by (network, stable id)."""

    residents: int
    outsiders: int
    households: int
    users: Mapping[Network, int]
    followers: Mapping[tuple[Network, str], int]


def post_counters(store: Store, post_id: str, now: datetime) -> Counters:
    """Every meeting with one post up to and including `now`; nothing for an unknown post."""
    return _counters(store.reread(_MET_ONE_POST, tally, post=post_id, now=instant(now)))


def account_window(
    store: Store, account: NetworkAccount, *, since: datetime, until: datetime
) -> Counters:
    """Every meeting with any post of the account in [since, until), each person counted once."""
    window = _window(store, account, since=since, until=until)
    return _counters(
        together(
            [
                store.reread(_MET_ACCOUNT, tally, **{**window, "since": begin, "until": end})
                for begin, end in _days(instant(since), instant(until))
            ]
        )
    )


def followers(store: Store, account: NetworkAccount, now: datetime) -> int:
    """How many people follow the account at `now`, whether they live in town or not."""
    window = _window(store, account, since=now, until=now)
    return int(store.read(_HOW_MANY_FOLLOW, **window)[0][0])


def follower_changes(
    store: Store, account: NetworkAccount, *, since: datetime, until: datetime
) -> FollowerChanges:
    """Follows begun and ended in [since, until); followers at its two ends differ by just these."""
    row = store.read(_CHANGES, **_window(store, account, since=since, until=until))[0]
    return FollowerChanges(gained=row["gained"], lost=row["lost"])


def truth(
    store: Store,
    campaign: Collection[str],
    *,
    start: datetime,
    end: datetime,
    baseline_days: int = 90,
    ours: Collection[NetworkAccount] | None = None,
) -> Truth:
    """Whom the campaign's posts reached in [start, end + 7 days), and who of them was new.

    New is everybody reached, less whoever met any post of `ours` in the `baseline_days` before the
    start, less whoever followed one of `ours` at the start. `ours` is every account in the store
    unless given: another agency's posts make nobody less new.
    """
    accounts = store.accounts() if ours is None else ours
    baseline = start - timedelta(days=baseline_days)
    reached = {
        network: _reached(store, campaign, network, since=start, until=end + AFTERGLOW)
        for network in Network
    }
    known = {
        network: _union(
            _known(store, account, since=baseline, until=start)
            for account in accounts
            if account.network is network
        )
        for network in Network
    }
    everybody = _union(reached.values())
    new = everybody - _union(known.values())
    return Truth(
        reached=everybody,
        new=new,
        new_in_town=new - _people(store.read(_OUTSIDERS, outside=OUTSIDE)),
        by_network={
            network: NewAccounts(reached=reached[network], new=reached[network] - known[network])
            for network in Network
        },
    )


def describe(store: Store, now: datetime) -> TownFacts:
    """The facts of the stored town at `now`; all zero before anybody moved in."""
    town = store.town
    residents = town.residents if town else ()
    at_home = [resident for resident in residents if resident.lives_in_town]
    return TownFacts(
        residents=len(at_home),
        outsiders=len(residents) - len(at_home),
        households=len({resident.household for resident in at_home}),
        users={
            network: sum(network in resident.apps for resident in residents) for network in Network
        },
        followers={
            (account.network, account.stable_id): followers(store, account, now)
            for account in store.accounts()
        },
    )


_MET_ONE_POST = """
SELECT resident_id, as_follower, acts FROM meeting
WHERE post_number = (SELECT number FROM post WHERE id = :post) AND at <= :now
ORDER BY at DESC
"""

_MET_ACCOUNT = """
SELECT resident_id, as_follower, acts FROM meeting
WHERE at >= :since AND at < :until AND post_number IN (
  SELECT number FROM post
  WHERE account_id = :account AND shown_at > :since - :horizon AND shown_at < :until
)
ORDER BY at DESC
"""

_MET_CAMPAIGN = """
SELECT DISTINCT resident_id FROM meeting
WHERE at >= :since AND at < :until AND post_number IN (
  SELECT number FROM post JOIN account ON account.id = account_id
  WHERE network = :network AND post.id IN (SELECT value FROM json_each(:posts))
)
"""

_FOLLOWING = """
SELECT resident_id FROM follow
WHERE account_id = :account AND since < :until AND (until IS NULL OR until >= :until)
"""

_HOW_MANY_FOLLOW = """
SELECT count(*) FROM follow
WHERE account_id = :account AND since < :until AND (until IS NULL OR until >= :until)
"""

_CHANGES = """
SELECT
  count(*) FILTER (WHERE since >= :since AND since < :until) AS gained,
  count(*) FILTER (WHERE until >= :since AND until < :until) AS lost
FROM follow WHERE account_id = :account
"""

_OUTSIDERS = "SELECT id AS resident_id FROM resident WHERE district = :outside"


def _counters(met: Tally) -> Counters:
    return Counters(
        views=met.views,
        views_by_followers=met.views_by_followers,
        people=len(met.people),
        people_following=sum(met.people.values()),
        engaged_people=len(met.engaged),
        likes=met.times(Act.LIKE),
        replies=met.times(Act.REPLY),
        shares=met.times(Act.SHARE),
        quotes=met.times(Act.QUOTE),
        saves=met.times(Act.SAVE),
        link_clicks=met.times(Act.LINK),
        detail_clicks=met.times(Act.DETAIL),
        profile_visits=met.times(Act.PROFILE),
        votes=met.times(Act.VOTE),
        follows=met.times(Act.FOLLOW),
        unfollows=met.times(Act.UNFOLLOW),
        hides=met.times(Act.HIDE),
    )


def _days(since: Instant, until: Instant) -> list[tuple[Instant, Instant]]:
    """A window cut into days that end at its own hour, so that windows share what is counted."""
    return [(max(end - DAY, since), end) for end in reversed(range(until, since, -DAY))]


def _window(
    store: Store, account: NetworkAccount, *, since: datetime, until: datetime
) -> dict[str, Value]:
    return {
        "account": store.account_number(account.network, account.stable_id),
        "since": instant(since),
        "until": instant(until),
        "horizon": HORIZON,
    }


def _reached(
    store: Store, posts: Collection[str], network: Network, *, since: datetime, until: datetime
) -> frozenset[int]:
    return _people(
        store.read(
            _MET_CAMPAIGN,
            posts=json.dumps(list(posts)),
            network=network,
            since=instant(since),
            until=instant(until),
        )
    )


def _known(
    store: Store, account: NetworkAccount, *, since: datetime, until: datetime
) -> frozenset[int]:
    """Who met a post of the account in [since, until) or followed it at the end of that time."""
    window = _window(store, account, since=since, until=until)
    return _people(store.read(_MET_ACCOUNT, **window)) | _people(store.read(_FOLLOWING, **window))


def _people(rows: Iterable[Row]) -> frozenset[int]:
    return frozenset(row["resident_id"] for row in rows)


def _union(sets: Iterable[frozenset[int]]) -> frozenset[int]:
    return frozenset[int]().union(*sets)
