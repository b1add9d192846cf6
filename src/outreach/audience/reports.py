"""The report: every number as last told, joined within one platform and never across."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import Session, col, select

from outreach import delivery, identity, posts
from outreach.audience import ages, latest, standing, wording
from outreach.audience.figures import (
    Missing,
    Number,
    PlatformLine,
    Point,
    PostLine,
    Report,
    Total,
    shared_state,
)
from outreach.audience.overlap import Reach, bounds
from outreach.platforms import PlatformName, ReadingState, Split

_PLATFORMS = tuple(PlatformName)
_Reason = tuple[int, int, str, str, ReadingState | None]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a report is about: posts that went out in some days, or those of a campaign or idea.

    Days are the agency's own. With a campaign or a post the days only frame the follower numbers.
    """

    title: str
    starts_on: date
    ends_on: date
    campaign_id: int | None = None
    post_id: int | None = None


def report(db: Session, agency_id: int, about: Subject, *, now: datetime) -> Report:
    """Everything that is known now about the posts of `about`, and what is not."""
    agency = identity.agency(db, agency_id)
    zone = ZoneInfo(agency.time_zone)
    lines = tuple(_post_lines(db, agency_id, about, zone=zone, now=now))
    accounts = tuple(
        standing.account_line(db, account, about.starts_on, about.ends_on)
        for account in identity.accounts_of(db, agency_id)
        if account.id in {line.account_id for line in lines} and not account.platform.by_hand
    )
    return Report(
        title=about.title,
        agency=agency.name,
        place=f"{agency.city}, {agency.state}",
        time_zone=agency.time_zone,
        practice=agency.practice or any(line.practice for line in lines),
        starts_on=about.starts_on,
        ends_on=about.ends_on,
        made_at=now,
        posts=lines,
        platforms=tuple(_platform_lines(lines)),
        accounts=accounts,
        missing=tuple(_missing(lines)),
    )


def _post_lines(
    db: Session, agency_id: int, about: Subject, *, zone: ZoneInfo, now: datetime
) -> Iterable[PostLine]:
    placed, account, post = delivery.Placement, identity.Account, posts.Post
    scope = (
        col(placed.agency_id) == agency_id,
        col(placed.state) == delivery.State.PUBLISHED,
        *_scope(about, zone),
    )
    rows = db.exec(
        select(placed, account, post.title)
        .join(account, col(account.id) == col(placed.account_id))
        .join(post, col(post.id) == col(placed.post_id))
        .where(*scope)
        .order_by(col(placed.published_at), col(placed.id))
    ).all()
    ids = sa.select(col(placed.id)).where(*scope)
    numbers, growth = latest.numbers(db, ids), latest.growth(db, ids)
    down = delivery.amends.taken_down(db, [placement.id or 0 for placement, _, _ in rows])
    for placement, by, title in rows:
        assert placement.id is not None  # noqa: S101 - read from the database
        gone = down.get(placement.id)
        points = _points(placement, growth[placement.id], min(now, gone) if gone else now)
        line = _post_line(placement, by, title, numbers=numbers[placement.id], points=points)
        yield replace(line, taken_down_at=gone)


def _scope(about: Subject, zone: ZoneInfo) -> list[sa.ColumnElement[bool]]:
    placed = delivery.Placement
    if about.post_id is not None:
        return [col(placed.post_id) == about.post_id]
    if about.campaign_id is not None:
        return [col(placed.campaign_id) == about.campaign_id]
    since = datetime.combine(about.starts_on, time(0), zone)
    until = datetime.combine(about.ends_on + timedelta(days=1), time(0), zone)
    return [col(placed.published_at) >= since, col(placed.published_at) < until]


def _post_line(
    placement: delivery.Placement,
    account: identity.Account,
    title: str,
    *,
    numbers: list[Number],
    points: Iterable[Point],
) -> PostLine:
    assert placement.id is not None and placement.published_at is not None  # noqa: S101 - published
    return PostLine(
        placement_id=placement.id,
        post_id=placement.post_id,
        title=title,
        platform=placement.platform,
        account_id=placement.account_id,
        handle=account.handle,
        practice=account.practice,
        published_at=placement.published_at,
        permalink=placement.permalink,
        numbers=tuple(numbers),
        growth=tuple(points),
    )


def _points(
    placement: delivery.Placement, told: Mapping[int, latest.Told], now: datetime
) -> Iterable[Point]:
    """Every age the post had reached by then; one that was not told is a gap where
    it was planned.
    """
    published_at = placement.published_at or now
    for age in ages.AGES:
        planned = published_at + timedelta(minutes=age)
        if planned > now or placement.platform not in wording.SHOWN_BY:
            return
        if (one := told.get(age)) is None:
            yield Point(planned, age, None, late=False, why=wording.STATES[None])
        else:
            late = ages.late(published_at, age, one.asked_at)
            yield Point(one.asked_at, age, one.value, late, one.why)


def _platform_lines(lines: tuple[PostLine, ...]) -> Iterable[PlatformLine]:
    for platform in _PLATFORMS:
        here = [line for line in lines if line.platform is platform]
        if not here:
            continue
        reaches = [line.number("reach") for line in here]
        measure = wording.SHOWN_BY.get(platform, "views")
        yield PlatformLine(
            platform=platform,
            posts=len(here),
            totals=tuple(_totals(here)),
            reach=bounds(Reach(platform, number.value) for number in reaches),
            reach_why=next((number.why for number in reaches if number.value is None), ""),
            state=shared_state(line.showings for line in here),
            split_state=shared_state(line.number(measure, Split.NON_FOLLOWERS) for line in here),
            reach_state=shared_state(reaches),
        )


def _totals(lines: list[PostLine]) -> Iterable[Total]:
    """Sums over the posts of one platform, of what makes a true sum."""
    names = {
        (number.metric, number.split)
        for line in lines
        for number in line.numbers
        if wording.of(number.metric).adds_up and number.state is not ReadingState.NOT_OFFERED
    }
    for metric, split in sorted(names, key=_place):
        here = [line.number(metric, split) for line in lines]
        told = [number.value for number in here if number.value is not None]
        value = sum(told) if told else None
        yield Total(metric, split, value, len(told), len(lines), shared_state(here))


def _missing(lines: tuple[PostLine, ...]) -> Iterable[Missing]:
    """What is not there, joined by reason, in the order of platforms and metrics."""
    found: dict[_Reason, set[int]] = defaultdict(set)
    splits: dict[_Reason, set[Split]] = defaultdict(set)
    for line in lines:
        for number in line.numbers or (line.showings, line.number("reach")):
            if number.value is None:
                platform = _PLATFORMS.index(line.platform)
                reason = (platform, wording.place(number.metric), number.metric, number.why)
                found[*reason, number.state].add(line.placement_id)
                splits[*reason, number.state].add(number.split)
    for key in sorted(found, key=lambda key: key[:4]):
        platform, _, metric, why, state = key
        title = wording.titled(metric, *splits[key])
        yield Missing(_PLATFORMS[platform], title, state, why, len(found[key]))


def _place(key: tuple[str, Split]) -> tuple[int, int]:
    return wording.place(key[0]), list(Split).index(key[1])
