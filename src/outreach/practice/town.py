"""The simulated town meeting a post: who opens which app when, reads how far, and does what.

The second of two independent simulators, on purpose of another kind than the first: no curve of
exposure is assumed anywhere. A post lies in the feed of each follower and sinks as other items
arrive; whoever opens the app while it is still within the depth they read meets it. Strangers meet
it on the local shelf (a few posts shown to people nearby), on the page of a circle that carried
it, or because a friend passed it on. How reach, repetition and overlap are spread over people
follows from their timetables, their circles and whom they know.

Chance comes from the town's seed and the post's own id, dealt to every person alike before
anything happens. So another post changes nothing here but who follows.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from outreach.practice.acts import (
    HOURS_LATE,
    IN_CIRCLE,
    ON_SHELF,
    PASSES_ON,
    SIDES,
    TURNS_AWAY,
    Act,
    Dice,
    of_10_000,
)
from outreach.practice.instants import DAY, HOUR, Instant
from outreach.practice.residents import MOST_INTEREST, Language, Network, Resident, Town
from outreach.practice.timetable import draws

FOLLOW, UNFOLLOW, HIDE = int(Act.FOLLOW), int(Act.UNFOLLOW), int(Act.HIDE)
LINK, VOTE = int(Act.LINK), int(Act.VOTE)

#: Nobody meets a post longer than this after it was shown.
HORIZON: Instant = 10 * DAY


@dataclass(frozen=True, slots=True)
class Shown:
    """A post as the town sees it; `appeal` (0 to 3) is what its form does to draw people."""

    id: str
    account_id: str
    network: Network
    shown_at: Instant
    language: Language
    appeal: int
    has_link: bool
    has_poll: bool


class Follow(NamedTuple):
    """One stretch of following, from just after `since` up to and including `until`."""

    resident_id: int
    since: Instant
    until: Instant | None

    def covers(self, at: Instant) -> bool:
        """Whether the resident follows at that instant."""
        return self.since < at and (self.until is None or at <= self.until)

    def lasts(self, begin: Instant, end: Instant) -> bool:
        """Whether the resident follows at both instants and all the time between."""
        return self.since < begin and (self.until is None or end <= self.until)


class Meeting(NamedTuple):
    """One resident seeing the post once, and what they did."""

    resident_id: int
    at: Instant
    as_follower: bool
    acts: int


#: The local shelf: of 10,000 strangers, for each point of interest and of a post's pull. Pull grows
#: with the square of the mood, so that plain posts stay among followers.
SHELF: Mapping[Network, int] = {Network.X: 3, Network.FACEBOOK: 2, Network.INSTAGRAM: 3}
#: Of 10,000 circles, how many carry a post on their page for each point of its pull.
CIRCLES_CARRYING = 10
#: Of 10,000 members, how many look at the circle's page.
MEMBERS_LOOKING = 3_500
#: A post on the shelf, or on a circle's page, is gone after this long.
ON_DISPLAY: Instant = 2 * DAY
#: However slow a feed is, it has let go of a post after this long.
IN_FEED: Instant = 3 * DAY
#: A post's mood is the appeal of its form and 0 to 2 points more, as it happens,
MOODS = 3
#: and these when it strikes a chord, as one post in so many does.
STRIKING = 25
STRIKING_MOOD = 5
#: Before the first day on record: of 1,000 users, for each point of interest, who follow already.
FOLLOWERS: Mapping[Network, int] = {Network.X: 40, Network.FACEBOOK: 45, Network.INSTAGRAM: 27}
#: One in so many outsiders follows where a resident would.
OUTSIDERS_PER_FOLLOWER = 4
#: They began at some moment of the years before.
YEARS_BEFORE: Instant = 3 * 365 * DAY
#: In the years after it, of 1,000: followers who drift away, and strangers who come by themselves.
YEARS_AHEAD: Instant = 2 * 365 * DAY
LEAVING = 250
COMING = 30


def first_follows(town: Town, network: Network, account_id: str, *, start: Instant) -> list[Follow]:
    """Who follows an account when its record starts, and who comes and goes later by themselves."""
    rng = draws(town.seed, "follows", network, account_id)
    follows: list[Follow] = []
    for resident in (town.residents[number] for number in town.users[network]):
        of_all = 1_000 if resident.lives_in_town else 1_000 * OUTSIDERS_PER_FOLLOWER
        follows_already = rng.randrange(of_all) < FOLLOWERS[network] * resident.interest
        changes = rng.randrange(of_all) < (LEAVING if follows_already else COMING)
        change = start + rng.randrange(YEARS_AHEAD) if changes else None
        if follows_already:
            since = start - 1 - rng.randrange(YEARS_BEFORE)
            follows.append(Follow(resident.id, since, until=change))
        elif change is not None:
            follows.append(Follow(resident.id, since=change, until=None))
    return follows


def meetings(town: Town, shown: Shown, follows: Iterable[Follow]) -> list[Meeting]:
    """Everyone's meetings with the post, in order, given who follows and will follow the account.

    No meeting is earlier than `shown_at` or later than the horizon. A resident's FOLLOW and
    UNFOLLOW take effect just after the meeting they belong to.
    """
    reception = _Reception(town, shown, follows)
    reception.in_feeds()
    reception.on_shelf()
    reception.in_circles()
    reception.among_friends()
    return sorted(reception.met)


class _Reception:
    """One post going through the town, way by way; a resident meets it by one way only."""

    def __init__(self, town: Town, shown: Shown, follows: Iterable[Follow]) -> None:
        rng = draws(town.seed, "post", shown.network, shown.account_id, shown.id)
        self._town = town
        self._shown = shown
        self._until = shown.shown_at + HORIZON
        striking = STRIKING_MOOD if rng.randrange(STRIKING) == 0 else 0
        self._mood = shown.appeal + rng.randrange(MOODS) + striking
        self._dice = Dice(rng, len(town.residents))
        self._rng = rng
        self._pull = 1 + self._mood**2
        self._not_offered = (0 if shown.has_link else LINK) | (0 if shown.has_poll else VOTE)
        self._follows: dict[int, list[Follow]] = {}
        self._loyal: list[int] = []
        for follow in follows:
            self._follows.setdefault(follow.resident_id, []).append(follow)
            if follow.lasts(shown.shown_at, self._until):
                self._loyal.append(follow.resident_id)
        self._seen: set[int] = set()
        self._passed_on: list[tuple[Instant, int]] = []
        self.met: list[Meeting] = []

    def in_feeds(self) -> None:
        """Followers meet it in their feeds; whoever is about to leave no longer looks."""
        for number in self._loyal:
            resident = self._town.residents[number]
            closeness = 1 + resident.interest // 3 + self._mood // 2
            times = self._while_in_reach(resident, self._shown.shown_at, closeness)
            self._meet(resident, times)

    def on_shelf(self) -> None:
        """Strangers who read its language meet it among posts from nearby, once."""
        each = of_10_000(SHELF[self._shown.network] * self._pull)
        on_shelf, hours_late = self._dice.throws(ON_SHELF), self._dice.throws(HOURS_LATE)
        most = each * (1 + MOST_INTEREST)
        users = self._town.users[self._shown.network]
        for number in [user for user in users if on_shelf[user] < most]:
            resident = self._town.residents[number]
            lucky = on_shelf[number] < each * (1 + resident.interest)
            if lucky and not self._is_follower(number, self._shown.shown_at):
                at = self._shown.shown_at + hours_late[number] * DAY // SIDES
                self._glance(resident, at)

    def in_circles(self) -> None:
        """Members meet it on the page of a school, workplace, congregation or club."""
        looking = self._dice.throws(IN_CIRCLE)
        for members in self._town.circles:
            carried = self._rng.randrange(10_000) < CIRCLES_CARRYING * self._pull
            at = self._shown.shown_at + (1 + self._rng.randrange(30)) * HOUR
            for number in members if carried else ():
                if number not in self._seen and looking[number] < of_10_000(MEMBERS_LOOKING):
                    self._glance(self._town.residents[number], at)

    def among_friends(self) -> None:
        """Friends meet it because somebody passed it on, and may pass it on in turn."""
        while self._passed_on:
            wave, self._passed_on = sorted(self._passed_on), []
            for at, sharer in wave:
                for number in self._town.residents[sharer].friends:
                    friend = self._town.residents[number]
                    if number not in self._seen and self._shown.network in friend.apps:
                        closeness = 3 + self._mood // 2
                        self._meet(friend, self._while_in_reach(friend, at, closeness))

    def _glance(self, resident: Resident, since: Instant) -> None:
        """Meet it at the next opening while it is on display, if the person can read it."""
        if self._shown.network in resident.apps and self._shown.language in resident.languages:
            self._meet(resident, islice(self._openings(resident, since, ON_DISPLAY), 1))

    def _while_in_reach(
        self, resident: Resident, since: Instant, closeness: int
    ) -> Iterator[Instant]:
        """Openings at which the post still lies within what is read; once seen, it sinks faster."""
        app = resident.apps[self._shown.network]
        if self._shown.language not in resident.languages:
            closeness = 1
        in_reach = min(app.depth * closeness * HOUR // app.inflow, IN_FEED)
        for at in self._openings(resident, since, in_reach):
            if at - since > in_reach:
                return
            yield at
            in_reach //= 2

    def _openings(self, resident: Resident, since: Instant, span: Instant) -> Iterator[Instant]:
        return self._town.timetable.openings(
            resident.apps[self._shown.network].openings,
            resident.id,
            since=since,
            until=min(since + span, self._until),
        )

    def _meet(self, resident: Resident, times: Iterable[Instant]) -> None:
        """Let a resident meet the post at these times; what they do, they do the first time."""
        for at in times:
            acts = 0 if resident.id in self._seen else self._acts(resident, at)
            self._seen.add(resident.id)
            self.met.append(Meeting(resident.id, at, self._is_follower(resident.id, at), acts))
            if acts and self._has_consequences(resident.id, at, acts):
                return

    def _has_consequences(self, number: int, at: Instant, acts: int) -> bool:
        """Let friends and the follow list know; answers whether the resident has had enough."""
        if acts & PASSES_ON[self._shown.network]:
            self._passed_on.append((at, number))
        if acts & FOLLOW:
            self._follows.setdefault(number, []).append(Follow(number, at, None))
        return bool(acts & TURNS_AWAY)

    def _is_follower(self, number: int, at: Instant) -> bool:
        return any(follow.covers(at) for follow in self._follows.get(number, ()))

    def _acts(self, resident: Resident, at: Instant) -> int:
        """What the resident does, kept to what is possible with this post at that moment."""
        acts = self._dice.acts(
            resident.id, self._shown.network, interest=resident.interest, mood=self._mood
        )
        return acts & ~self._impossible(resident, at) if acts else 0

    def _impossible(self, resident: Resident, at: Instant) -> int:
        if self._shown.language not in resident.languages:
            return ~HIDE
        stretches = self._follows.get(resident.id, ())
        impossible = self._not_offered
        # A follow or a farewell already on its way stays as it is.
        if any(stretch.until is None or stretch.until >= at for stretch in stretches):
            impossible |= FOLLOW
        if not any(stretch.covers(at) and stretch.until is None for stretch in stretches):
            impossible |= UNFOLLOW
        return impossible
