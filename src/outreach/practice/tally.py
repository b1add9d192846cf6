"""Meetings of a stretch of time, counted so that stretches can be put together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Row

from outreach.practice.acts import Act


@dataclass(frozen=True, slots=True)
class Tally:
    """What there is to count about a set of meetings."""

    views: int
    views_by_followers: int
    #: Everybody met, and whether they followed (1 or 0) at their first meeting here.
    people: Mapping[int, int]
    engaged: frozenset[int]
    #: How many meetings brought just these acts, where they brought any.
    acts: Mapping[int, int]

    def times(self, act: Act) -> int:
        """How many meetings brought this act."""
        bit = int(act)
        return sum(count for acts, count in self.acts.items() if acts & bit)


def tally(met: Sequence[Row]) -> Tally:
    """Count meetings, given newest first: of each person the first is read last, and stays."""
    moved = [(row["resident_id"], row["acts"]) for row in met if row["acts"]]
    return Tally(
        views=len(met),
        views_by_followers=sum(row["as_follower"] for row in met),
        people={row["resident_id"]: row["as_follower"] for row in met},
        engaged=frozenset(resident for resident, _ in moved),
        acts=Counter(acts for _, acts in moved),
    )


def together(stretches: Sequence[Tally]) -> Tally:
    """Stretches, oldest first, as one: every person is counted once, as at the first of all."""
    people: dict[int, int] = {}
    acts: Counter[int] = Counter()
    for stretch in reversed(stretches):
        people.update(stretch.people)
        acts.update(stretch.acts)
    return Tally(
        views=sum(stretch.views for stretch in stretches),
        views_by_followers=sum(stretch.views_by_followers for stretch in stretches),
        people=people,
        engaged=frozenset[int]().union(*(stretch.engaged for stretch in stretches)),
        acts=acts,
    )
