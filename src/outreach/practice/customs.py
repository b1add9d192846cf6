"""The customs of the simulated town: its districts, homes, daily rounds and circles, as tables.

All of it is invented for practice; none of it describes a real place.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from outreach.practice.residents import AgeBand, Network
from outreach.practice.timetable import EVERY_DAY, WEEKEND, WORKDAYS, Opening

TEEN, YOUNG, STARTING, MIDDLE, OLDER, SENIOR = AgeBand


class District(NamedTuple):
    """A part of town: how many of every ten households speak Spanish at home."""

    name: str
    spanish_in_ten: int


DISTRICTS = (
    District("Old Mill", 1),
    District("Harbor Side", 3),
    District("Northgate", 1),
    District("Las Palmas", 7),
    District("Orchard Hill", 2),
    District("Depot", 4),
)

#: Who lives behind one door, children under 13 left out. Commoner households stand here twice.
HOUSEHOLDS: tuple[tuple[AgeBand, ...], ...] = (
    *[(MIDDLE, MIDDLE), (MIDDLE, MIDDLE, TEEN), (STARTING, STARTING), (OLDER, OLDER)] * 2,
    *[(SENIOR,), (SENIOR, SENIOR), (STARTING,), (OLDER,)],
    *[(MIDDLE, TEEN), (MIDDLE, MIDDLE, TEEN, TEEN), (OLDER, OLDER, YOUNG)],
    *[(YOUNG, YOUNG, YOUNG), (YOUNG, STARTING), (MIDDLE, MIDDLE, SENIOR), (OLDER, SENIOR)],
)

#: Of every hundred people of an age, how many use each network.
USERS_IN_HUNDRED: Mapping[Network, Mapping[AgeBand, int]] = {
    Network.X: dict(zip(AgeBand, (20, 36, 30, 24, 18, 9), strict=True)),
    Network.FACEBOOK: dict(zip(AgeBand, (25, 55, 70, 78, 72, 58), strict=True)),
    Network.INSTAGRAM: dict(zip(AgeBand, (75, 80, 66, 52, 34, 16), strict=True)),
}

#: How far down people read at one opening, and how many new items an hour their feeds bring.
DEPTHS: Mapping[Network, tuple[int, ...]] = {
    Network.X: (10, 15, 25, 40),
    Network.FACEBOOK: (6, 10, 15, 25),
    Network.INSTAGRAM: (5, 8, 12, 20),
}
INFLOWS: Mapping[Network, tuple[int, ...]] = {
    Network.X: (6, 12, 20, 30, 60),
    Network.FACEBOOK: (2, 4, 6, 10),
    Network.INSTAGRAM: (2, 3, 5, 8),
}

#: How many of a round's slots a person keeps for one app, and on which days of the week.
SLOTS_KEPT = (1, 1, 2, 2, 3, 4)
DAYS_KEPT = (EVERY_DAY, EVERY_DAY, WORKDAYS, WEEKEND, 0b0101011, 0b1010100, 0b0001000)


def _slot(clock: str, weekdays: int = EVERY_DAY) -> Opening:
    hour, minute = clock.split(":")
    return Opening(int(hour) * 60 + int(minute), weekdays)


OFFICE = (
    *[_slot("06:50", WORKDAYS), _slot("07:40", WORKDAYS), _slot("12:15"), _slot("17:25", WORKDAYS)],
    *[_slot("10:00", WEEKEND), _slot("20:30"), _slot("22:15")],
)
EARLY_SHIFT = (
    *[_slot("04:55", WORKDAYS), _slot("09:30", WORKDAYS), _slot("14:20"), _slot("18:40")],
    *[_slot("11:10", WEEKEND), _slot("20:50")],
)
NIGHT_SHIFT = (
    *[_slot("00:30", WORKDAYS), _slot("03:10", WORKDAYS), _slot("07:20"), _slot("15:45")],
    *[_slot("18:10"), _slot("21:00")],
)
SCHOOL = (
    *[_slot("07:10", WORKDAYS), _slot("11:50", WORKDAYS), _slot("15:20"), _slot("17:00")],
    *[_slot("10:40", WEEKEND), _slot("19:30"), _slot("21:40"), _slot("23:05")],
)
HOME = (
    *[_slot("08:30"), _slot("10:20"), _slot("13:00"), _slot("15:00", WORKDAYS)],
    *[_slot("19:10"), _slot("21:30")],
)
RETIRED = (_slot("07:30"), _slot("09:45"), _slot("13:40"), _slot("16:30"), _slot("19:50"))

Round = Sequence[Opening]
ROUNDS: Mapping[AgeBand, tuple[Round, ...]] = {
    TEEN: (SCHOOL,),
    YOUNG: (SCHOOL, OFFICE, EARLY_SHIFT, NIGHT_SHIFT),
    STARTING: (OFFICE, OFFICE, EARLY_SHIFT, NIGHT_SHIFT, HOME),
    MIDDLE: (OFFICE, OFFICE, OFFICE, EARLY_SHIFT, NIGHT_SHIFT, HOME),
    OLDER: (OFFICE, OFFICE, EARLY_SHIFT, HOME, RETIRED),
    SENIOR: (RETIRED,),
}


class Kind(NamedTuple):
    """A kind of circle: who belongs, how many in a hundred of them, and its usual size."""

    ages: tuple[AgeBand, ...]
    in_hundred: int
    size: int
    takes_outsiders: bool


KINDS = (
    Kind(ages=(TEEN,), in_hundred=95, size=220, takes_outsiders=False),
    Kind(ages=(YOUNG, STARTING, MIDDLE, OLDER), in_hundred=65, size=45, takes_outsiders=True),
    Kind(ages=tuple(AgeBand), in_hundred=30, size=130, takes_outsiders=False),
    Kind(ages=tuple(AgeBand), in_hundred=25, size=60, takes_outsiders=True),
)

#: Each member of a circle makes this many friends there.
FRIENDS_IN_A_CIRCLE = 2
#: People who live outside know this many residents from earlier days.
OLD_FRIENDS = 2
#: One person lives outside and has ties here for every so many who live in town.
RESIDENTS_PER_OUTSIDER = 4
