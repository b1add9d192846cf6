"""Which charts a report has: what each shows, its numbers as a table, and what it says in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from outreach.audience import sentences, wording
from outreach.audience.figures import (
    AccountLine,
    PlatformLine,
    Point,
    PostLine,
    Report,
)
from outreach.platforms import ReadingState, Split

#: More posts than this make no readable picture; the table always has them all.
DRAWN = 30

#: The parts of a bar from its foot on, and how much each stands out.
_SHADES = {Split.NON_FOLLOWERS: "strong", Split.FOLLOWERS: "quiet", Split.UNKNOWN: "dark"}


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a chart. The first column names the row."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart: how it is called, what can be seen in it, its numbers, and what is to be drawn."""

    key: str
    title: str
    description: str
    table: Table
    drawn: dict[str, Any]

    @property
    def half(self) -> bool:
        """Whether it is a small picture of which two stand side by side on paper."""
        return bool(self.drawn["kind"] == "line")


def charts(report: Report) -> tuple[Chart, ...]:
    """Every chart of a report, in the order of reading."""
    made = [_reach(report)] if any(line.reach.low is not None for line in report.platforms) else []
    for line in report.platforms:
        if line.state is ReadingState.VALUE:
            made.append(_showings(report, line))
    made += [_growth(report, post) for post in _single(report.posts)]
    made += [_followers(account) for account in report.accounts if account.followers]
    return tuple(made)


def window_table(accounts: Iterable[AccountLine]) -> Table:
    """The de-duplicated windows of whole accounts, which hold more than the posts of a report."""
    return Table(
        "Whole accounts, with posts of before",
        ("Account", "Platform", "What is counted", "Days", "To", "Number"),
        tuple(
            (
                account.handle,
                wording.PLATFORMS[account.platform],
                window.number.title,
                str(window.days),
                f"{window.ends_on:%b} {window.ends_on.day}",
                window.number.shown,
            )
            for account in accounts
            for window in account.windows
            if window.number.value is not None
        ),
    )


def _reach(report: Report) -> Chart:
    lines = [line for line in report.platforms if not line.platform.by_hand]
    rows = [
        {
            "label": line.title,
            "low": line.reach.low,
            "high": line.reach.high,
            "text": _range(line),
        }
        for line in lines
    ]
    return _chart(
        "reach",
        "How many different accounts the posts reached",
        " ".join(f"{line.title}: {_range(line)}." for line in lines)
        + " People on two platforms are never added up.",
        table=Table(
            "Different accounts reached, each platform apart",
            ("Platform", "At least", "At most", "Posts told", "Why not all"),
            tuple(
                (
                    line.title,
                    _count(line.reach.low, wording.shown(line.reach_state, None)),
                    _count(line.reach.high, wording.shown(line.reach_state, None))
                    if line.reach.low is None
                    else _count(line.reach.high),
                    f"{line.reach.told} of {line.reach.posts}",
                    line.reach_why,
                )
                for line in lines
            ),
        ),
        drawn={"kind": "ranges", "axis": "Different accounts, each platform apart", "rows": rows},
    )


def _showings(report: Report, line: PlatformLine) -> Chart:
    zone = ZoneInfo(report.time_zone)
    posts = [post for post in report.posts if post.platform is line.platform]
    metric = wording.SHOWN_BY[line.platform]
    title = f"{wording.of(metric).title} of each post on {line.title}"
    told = [split for split in _SHADES if _total(line, metric, split) is not None]
    drawn = posts[-DRAWN:]
    bars = [_bar(post, metric, zone) for post in drawn]
    drawn_parts = [
        part for part in _SHADES if any(wording.SPLITS[part] in bar["parts"] for bar in bars)
    ]
    shades = {wording.SPLITS[part]: _SHADES[part] for part in drawn_parts}
    said = sentences.of_platform(line)
    if len(drawn) < len(posts):
        said += f" The newest {DRAWN} are drawn; the table has all {len(posts)}."
    return _chart(
        f"{metric}-{line.platform.value}",
        title,
        said,
        table=Table(
            title,
            ("Post", "Out on", wording.of(metric).title, *(wording.SPLITS[part] for part in told)),
            tuple(
                (
                    post.named(zone),
                    _local(post.published_at, zone),
                    post.showings.shown,
                    *(post.number(metric, part).shown for part in told),
                )
                for post in posts
            ),
        ),
        drawn={
            "kind": "bars",
            "axis": f"{wording.of(metric).title} on {line.title}",
            "parts": shades if len(shades) > 1 else dict.fromkeys(shades, "strong"),
            "rows": bars,
        },
    )


def _bar(post: PostLine, metric: str, zone: ZoneInfo) -> dict[str, Any]:
    """One post's bar, parted as far as the platform told; the rest is drawn as not said which."""
    whole = post.showings.value
    values = {part: post.number(metric, part).value for part in _SHADES}
    told = {part: value for part, value in values.items() if value is not None}
    if whole is not None:
        rest = whole - sum(told.values())
        told = told if rest >= 0 else {}
        left = told.get(Split.UNKNOWN, 0) + (rest if rest >= 0 else whole)
        told |= {Split.UNKNOWN: left} if left else {}
    return {
        "label": f"{_local(post.published_at, zone, short=True)}  {post.title}",
        "total": whole,
        "text": post.showings.shown,
        "parts": {wording.SPLITS[part]: value for part, value in told.items()} if whole else {},
    }


def _growth(report: Report, post: PostLine) -> Chart:
    measure = wording.of(post.showings.metric).title
    hours = post.growth[-1].age_minutes <= 3 * 24 * 60
    unit, minutes = ("hours", 60) if hours else ("days", 24 * 60)
    title = f"{measure} on {wording.PLATFORMS[post.platform]} since “{post.title}” went out"
    return _chart(
        f"growth-{post.placement_id}",
        title,
        f"{post.showings.shown} {measure.lower()} when last asked. "
        "The line breaks where nobody asked or nothing was told.",
        table=Table(
            f"{measure} at each asking",
            ("Age", "Asked", measure, "Remark"),
            tuple(_asking(point, ZoneInfo(report.time_zone)) for point in post.growth),
        ),
        drawn={
            "kind": "line",
            "along": "age",
            "across": f"{unit.capitalize()} since it went out",
            "axis": measure,
            "zero": True,
            "rows": [
                {
                    "x": (point.at - post.published_at).total_seconds() / 60 / minutes,
                    "y": point.value,
                }
                for point in post.growth
            ],
        },
    )


def _followers(account: AccountLine) -> Chart:
    where = wording.PLATFORMS[account.platform]
    title = f"Followers of {account.handle} on {where}"
    return _chart(
        f"followers-{account.account_id}",
        title,
        f"{sentences.of_followers(account)} The scale does not begin at zero; "
        "the line breaks on days that were not told.",
        table=Table(
            f"{title}, at the end of each day",
            ("Day", "Followers"),
            tuple(
                (f"{day.on:%B} {day.on.day}", _count(day.value, "no number"))
                for day in account.followers
            ),
        ),
        drawn={
            "kind": "line",
            "along": "days",
            "axis": "Followers",
            "zero": False,
            "rows": [{"x": day.on.isoformat(), "y": day.value} for day in account.followers],
        },
    )


def _chart(key: str, title: str, description: str, *, table: Table, drawn: dict[str, Any]) -> Chart:
    named = {**drawn, "key": key, "title": title, "description": description}
    return Chart(key, title, description, table, named)


def _single(posts: tuple[PostLine, ...]) -> Iterable[PostLine]:
    """The posts of a report on one idea, each with a line: a campaign's would be a thicket."""
    if len({post.post_id for post in posts}) == 1:
        yield from (post for post in posts if sum(p.value is not None for p in post.growth) > 1)


def _asking(point: Point, zone: ZoneInfo) -> tuple[str, str, str, str]:
    days, minutes = divmod(point.age_minutes, 24 * 60)
    hours, left = divmod(minutes, 60)
    age = f"{days} d" if days else f"{hours} h" if hours else f"{left} min"
    remark = "asked late" if point.late else point.why
    return age, _local(point.at, zone), _count(point.value, "no number"), remark


def _total(line: PlatformLine, metric: str, split: Split) -> int | None:
    total = line.total(metric, split)
    return None if total is None else total.value


def _range(line: PlatformLine) -> str:
    low, high = line.reach.low, line.reach.high
    if low is None:
        return wording.shown(line.reach_state, None)
    if high is None:
        return f"at least {low:,}; not every post was told"
    return f"{low:,}" if low == high else f"at least {low:,}, at most {high:,}"


def _count(value: int | None, otherwise: str = "not known") -> str:
    return otherwise if value is None else f"{value:,}"


def _local(at: datetime, zone: ZoneInfo, *, short: bool = False) -> str:
    local = at.astimezone(zone)
    day = f"{local:%b} {local.day}"
    return day if short else f"{day}, {local:%-I:%M %p}"
