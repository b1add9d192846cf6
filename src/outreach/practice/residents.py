"""Who lives in the simulated town, where, with whom, and how they use each network.

Nobody is drawn from a curve: people come from households, circles, friends and weekly timetables.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from outreach.practice.timetable import Opening, Timetable

#: The district of people who live elsewhere but know somebody here or work here.
OUTSIDE = "outside"
#: Interest in town affairs goes from 0 to this.
MOST_INTEREST = 9


class Network(StrEnum):
    """The networks practised on."""

    #: X, through API v2.
    X = "x"
    #: A Facebook Page, through the Graph API.
    FACEBOOK = "facebook"
    #: An Instagram professional account, read through the Graph API.
    INSTAGRAM = "instagram"


class Language(StrEnum):
    """The languages read in town."""

    #: English.
    ENGLISH = "en"
    #: Spanish.
    SPANISH = "es"


class AgeBand(StrEnum):
    """Ages as networks report them; children under 13 have no account and are left out."""

    #: 13 to 17.
    TEEN = "13-17"
    #: 18 to 24.
    YOUNG = "18-24"
    #: 25 to 34.
    STARTING = "25-34"
    #: 35 to 49.
    MIDDLE = "35-49"
    #: 50 to 64.
    OLDER = "50-64"
    #: 65 and older.
    SENIOR = "65+"


class App(NamedTuple):
    """How one person uses one network.

    They open it at their slots and read `depth` items down, while `inflow` new ones arrive an hour.
    """

    openings: tuple[Opening, ...]
    depth: int
    inflow: int


@dataclass(frozen=True, slots=True)
class Resident:
    """One person aged 13 or over, with an interest in town affairs from 0 to 9."""

    id: int
    household: int
    district: str
    age: AgeBand
    languages: tuple[Language, ...]
    interest: int
    apps: Mapping[Network, App]
    friends: tuple[int, ...]
    circles: tuple[int, ...]

    @property
    def lives_in_town(self) -> bool:
        """False for the kin, former neighbours and commuters who live elsewhere."""
        return self.district != OUTSIDE


@dataclass(frozen=True)
class Town:
    """All residents, in order of their ids from 0, and the zone their clocks show."""

    seed: str
    zone: ZoneInfo
    residents: tuple[Resident, ...]

    @cached_property
    def timetable(self) -> Timetable:
        """When each resident opens their apps."""
        return Timetable(seed=self.seed, zone=self.zone, people=len(self.residents))

    @cached_property
    def circles(self) -> tuple[tuple[int, ...], ...]:
        """The members of each school, workplace, congregation and club."""
        members: dict[int, list[int]] = {}
        for resident in self.residents:
            for circle in resident.circles:
                members.setdefault(circle, []).append(resident.id)
        return tuple(tuple(members[circle]) for circle in sorted(members))

    @cached_property
    def users(self) -> Mapping[Network, tuple[int, ...]]:
        """Who uses each network, by id."""
        return {
            network: tuple(person.id for person in self.residents if network in person.apps)
            for network in Network
        }
