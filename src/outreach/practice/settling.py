"""How a simulated town comes to be: households along streets, then rounds, friends and circles."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from zoneinfo import ZoneInfo

from outreach.practice import customs
from outreach.practice.residents import (
    OUTSIDE,
    AgeBand,
    App,
    Language,
    Network,
    Resident,
    Town,
)
from outreach.practice.timetable import Opening, draws


@dataclass(slots=True)
class _Person:
    """A resident in the making."""

    household: int
    district: str
    age: AgeBand
    languages: tuple[Language, ...]
    interest: int
    apps: Mapping[Network, App]
    friends: set[int]
    circles: list[int]


def build(*, seed: str, zone: ZoneInfo, residents: int = 12_000) -> Town:
    """The town that grows from this seed: `residents` people in town, and those outside with ties.

    Refuses a town too small to have streets.
    """
    if residents < len(customs.DISTRICTS):
        raise ValueError(
            f"A town needs at least {len(customs.DISTRICTS)} residents; {residents} is too few."
        )
    rng = draws(seed, "people", residents)
    people = _townspeople(rng, residents)
    _befriend_households(people)
    _befriend_streets(rng, people)
    people += _outsiders(rng, residents)
    _befriend_old_friends(rng, people, residents)
    _gather_circles(rng, people)
    return Town(
        seed=seed,
        zone=zone,
        residents=tuple(_finished(number, person) for number, person in enumerate(people)),
    )


def _townspeople(rng: Random, size: int) -> list[_Person]:
    people: list[_Person] = []
    household = 0
    while len(people) < size:
        # Streets are filled district by district, so that neighbours are near in number.
        district = customs.DISTRICTS[len(people) * len(customs.DISTRICTS) // size]
        ages = rng.choice(customs.HOUSEHOLDS)[: size - len(people)]
        spanish = rng.randrange(10) < district.spanish_in_ten
        mood = rng.randrange(10)
        people += [
            _person(
                rng, age, household=household, district=district.name, spanish=spanish, mood=mood
            )
            for age in ages
        ]
        household += 1
    return people


def _outsiders(rng: Random, size: int) -> list[_Person]:
    return [
        _person(
            rng,
            rng.choice(rng.choice(customs.HOUSEHOLDS)),
            household=-1 - number,
            district=OUTSIDE,
            spanish=rng.randrange(10) < 2,
            mood=rng.randrange(10),
        )
        for number in range(size // customs.RESIDENTS_PER_OUTSIDER)
    ]


def _person(
    rng: Random, age: AgeBand, *, household: int, district: str, spanish: bool, mood: int
) -> _Person:
    daily = rng.choice(customs.ROUNDS[age])
    return _Person(
        household=household,
        district=district,
        age=age,
        languages=_languages(rng, age, spanish=spanish),
        interest=(mood + 2 * rng.randrange(10)) // 3,
        apps={
            network: _app(rng, network, daily)
            for network in Network
            if rng.randrange(100) < customs.USERS_IN_HUNDRED[network][age]
        },
        friends=set(),
        circles=[],
    )


def _languages(rng: Random, age: AgeBand, *, spanish: bool) -> tuple[Language, ...]:
    """The languages read, the one spoken at home first; the young of every home read English."""
    if not spanish:
        return (Language.ENGLISH, Language.SPANISH)[: 1 + (rng.randrange(12) == 0)]
    reads_english = age in (AgeBand.TEEN, AgeBand.YOUNG) or rng.randrange(3) > 0
    return (Language.SPANISH, Language.ENGLISH)[: 1 + reads_english]


def _app(rng: Random, network: Network, daily: customs.Round) -> App:
    slots = sorted(rng.sample(daily, rng.choice(customs.SLOTS_KEPT)))
    days = rng.choice(customs.DAYS_KEPT)
    shift = rng.randrange(25)
    return App(
        openings=tuple(
            Opening(slot.minute + shift, slot.weekdays & days)
            for slot in slots
            if slot.weekdays & days
        ),
        depth=rng.choice(customs.DEPTHS[network]),
        inflow=rng.choice(customs.INFLOWS[network]),
    )


def _befriend(people: list[_Person], one: int, other: int) -> None:
    if one != other:
        people[one].friends.add(other)
        people[other].friends.add(one)


def _befriend_households(people: list[_Person]) -> None:
    for number, person in enumerate(people):
        other = number + 1
        while other < len(people) and people[other].household == person.household:
            _befriend(people, number, other)
            other += 1


def _befriend_streets(rng: Random, people: list[_Person]) -> None:
    """Every second person knows somebody a few doors on."""
    for number in range(0, len(people), 2):
        neighbour = number + 2 + rng.randrange(20)
        if neighbour < len(people):
            _befriend(people, number, neighbour)


def _befriend_old_friends(rng: Random, people: list[_Person], in_town: int) -> None:
    for number in range(in_town, len(people)):
        for _ in range(customs.OLD_FRIENDS):
            _befriend(people, number, rng.randrange(in_town))


def _gather_circles(rng: Random, people: list[_Person]) -> None:
    """Put people into circles of each kind and let the members of one make friends there."""
    first = 0
    for kind in customs.KINDS:
        joining = [
            number
            for number, person in enumerate(people)
            if person.age in kind.ages
            and (kind.takes_outsiders or person.district != OUTSIDE)
            and rng.randrange(100) < kind.in_hundred
        ]
        circles = len(joining) // kind.size + 1
        members: list[list[int]] = [[] for _ in range(circles)]
        for number in joining:
            chosen = rng.randrange(circles)
            members[chosen].append(number)
            people[number].circles.append(first + chosen)
        for circle in members:
            for number in circle:
                for _ in range(customs.FRIENDS_IN_A_CIRCLE):
                    _befriend(people, number, rng.choice(circle))
        first += circles


def _finished(number: int, person: _Person) -> Resident:
    return Resident(
        id=number,
        household=person.household,
        district=person.district,
        age=person.age,
        languages=person.languages,
        interest=person.interest,
        apps=person.apps,
        friends=tuple(sorted(person.friends)),
        circles=tuple(person.circles),
    )
