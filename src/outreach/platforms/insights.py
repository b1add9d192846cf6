"""How the Graph is asked for numbers: one dead name must not lose the others.

A request with one unknown metric fails as a whole, so a refused request is asked again in halves.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel

from outreach.platforms import wire
from outreach.platforms.graph import Complained, Graph, asking
from outreach.platforms.graph_refusals import Complaint, meaning
from outreach.platforms.metrics import Metric
from outreach.platforms.port import NeedsSignIn, PlatformFault, Reading, ReadingState, Split

#: The day Graph API v26.0 came out: meanings without a date of their own are as of then.
V26 = "2026-07-29"


class Value(BaseModel):
    """One value of an insight: of a day, of a kind of people, or of the whole life of a post."""

    value: int | dict[str, int] | None = None
    end_time: str | None = None
    is_from_followers: str | None = None


class Part(BaseModel):
    """One slice of a total."""

    dimension_values: list[str]
    value: int


class Breakdown(BaseModel):
    """A total by kind."""

    results: list[Part] = []


class Total(BaseModel):
    """Instagram's total of a span, and its slices."""

    value: int | None = None
    breakdowns: list[Breakdown] = []


class Insight(BaseModel):
    """One metric as the Graph told it."""

    name: str
    values: list[Value] = []
    total_value: Total | None = None


class Insights(BaseModel):
    """An answer to a question about metrics."""

    data: list[Insight]


@dataclass(frozen=True, slots=True)
class Gap:
    """Why there is no number."""

    state: ReadingState
    why: str


TOO_FEW = Gap(ReadingState.WITHHELD, "It is told only where enough people were reached.")
DEAD = Gap(ReadingState.NOT_OFFERED, "The platform does not have this number any more.")
UNREADABLE = Gap(ReadingState.FAILED, "The answer could not be read.")

Told = Mapping[str, Insight | Gap]
Counted = int | dict[str, int]
Rule = Callable[[Counted], int]


def whole(counted: Counted) -> int:
    """All kinds together."""
    return sum(counted.values()) if isinstance(counted, dict) else counted


@dataclass(frozen=True, slots=True)
class Source:
    """Where one of our numbers comes from."""

    metric: Metric
    name: str
    since: str
    rule: Rule = whole


@dataclass(frozen=True, slots=True)
class About:
    """What a reading is about: a post, or a Page over a window."""

    post_id: str | None = None
    days: int | None = None
    ends_on: date | None = None

    def reading(
        self, source: Source, found: int | Gap, split: Split = Split.ALL, name: str | None = None
    ) -> Reading:
        """One number or gap of this."""
        gap = found if isinstance(found, Gap) else None
        return Reading(
            source.metric,
            gap.state if gap else ReadingState.VALUE,
            None if isinstance(found, Gap) else found,
            source.name if name is None else name,
            source.since,
            split=split,
            external_id=self.post_id,
            days=self.days,
            ends_on=self.ends_on,
            why=gap.why if gap else "",
        )


def ask(graph: Graph, about: str, names: tuple[str, ...], **parameters: str) -> Told:
    """Every named metric of one post, Page or account, or why it is missing.

    Raises NeedsSignIn; every other fault is a gap, because the next number may still be told.
    """
    try:
        answer = graph.read(f"{about}/insights", metric=",".join(names), **parameters)
        known = {insight.name: insight for insight in Insights.model_validate(answer).data}
        return {name: known.get(name, TOO_FEW) for name in names}
    except ValueError:
        return dict.fromkeys(names, UNREADABLE)
    except (wire.Unsent, wire.NoAnswer) as fault:
        return dict.fromkeys(names, Gap(ReadingState.FAILED, f"Not asked: {fault}."))
    except Complained as fault:
        complaint = fault.complaint
    if len(names) > 1 and _is_of_one(complaint):
        half = len(names) // 2
        return {
            **ask(graph, about, names[:half], **parameters),
            **ask(graph, about, names[half:], **parameters),
        }
    return dict.fromkeys(names, _gap(complaint, parameters))


def followers(graph: Graph, account_id: str, *, ends_on: date) -> Reading:
    """How many people follow the account now. Raises NeedsSignIn."""
    source = Source(Metric.FOLLOWERS, "followers_count", V26)
    found: int | Gap
    try:
        with asking():
            count = graph.read(account_id, fields=source.name).get(source.name)
        found = count if isinstance(count, int) else UNREADABLE
    except NeedsSignIn:
        raise
    except PlatformFault as fault:
        found = Gap(ReadingState.FAILED, str(fault))
    return About(ends_on=ends_on).reading(source, found)


def _is_of_one(complaint: Complaint) -> bool:
    """Whether a single metric may be the reason that all were refused."""
    return complaint.is_dead_metric or _is_kept_back(complaint)


def _is_kept_back(complaint: Complaint) -> bool:
    return complaint.code == 10 or 200 <= complaint.code <= 299


def _gap(complaint: Complaint, parameters: Mapping[str, str]) -> Gap:
    if _is_kept_back(complaint):
        return Gap(ReadingState.WITHHELD, complaint.words or TOO_FEW.why)
    if "breakdown" in parameters and complaint.code == 100 and not complaint.is_gone:
        return Gap(ReadingState.NOT_OFFERED, "This number is not told by who follows.")
    if complaint.is_dead_metric:
        return DEAD
    fault = meaning(complaint)
    if isinstance(fault, NeedsSignIn):
        raise fault
    return Gap(ReadingState.FAILED, str(fault or "The platform had a fault of its own."))
