"""What the report page shows: its subject, a card for each platform, a row for each post."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from sqlmodel import Session

from outreach import audience, campaigns, errors, posts
from outreach.lib import render
from outreach.platforms import Split
from outreach.web import words

#: How far back a report looks when nobody asks for anything else, and what else is offered.
USUAL_DAYS = 28
DAYS = (7, USUAL_DAYS, 90)
FIRST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants a report on: a campaign, a post, or the days up to today."""

    days: int = USUAL_DAYS
    campaign_id: int | None = None
    post_id: int | None = None

    @property
    def query(self) -> str:
        """The same question as the end of an address."""
        if self.post_id is not None:
            return urlencode({"post": self.post_id})
        if self.campaign_id is not None:
            return urlencode({"campaign": self.campaign_id})
        return urlencode({"days": self.days})


@dataclass(frozen=True, slots=True)
class Card:
    """All posts on one platform: how often they were shown, to whom, and how many accounts."""

    line: audience.PlatformLine
    sentence: str
    #: How many accounts, in words; empty where nobody can tell.
    accounts: str
    asked_at: datetime | None

    @property
    def by_hand(self) -> bool:
        return self.line.platform.by_hand


@dataclass(frozen=True, slots=True)
class Row:
    """One post and its first numbers."""

    post: audience.PostLine
    followers: audience.Number
    others: audience.Number
    accounts: audience.Number
    asked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart's picture for wide and for narrow screens, in the colours of the page."""

    wide: str
    narrow: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The report page. `pictures` draws what is not drawn yet, so it is asked last."""

    asked: Asked
    report: audience.Report
    cards: tuple[Card, ...]
    rows: tuple[Row, ...]
    followers: tuple[str, ...]
    windows: audience.Table
    missing: tuple[str, ...]
    charts: tuple[audience.Chart, ...]
    pictures: Callable[[], Mapping[str, Drawn]]
    #: How many posts are shown before the rest is asked for.
    first: int = FIRST_ROWS

    @property
    def mixed(self) -> bool:
        """Whether practice posts stand among real ones, so that each must say which it is."""
        return len({post.practice for post in self.report.posts}) > 1


def asked(days: str, campaign: str, post: str) -> Asked:
    """The question in an address; what is left out there is as usual. Refuses what makes no sense
    with a fault at each.
    """
    offered = " or ".join(map(str, DAYS))
    wrong = (
        (
            "days",
            days not in ("", *map(str, DAYS)),
            f"“{days}” is not offered.",
            f"Choose {offered}.",
        ),
        ("campaign", not _number(campaign), f"“{campaign}” is no campaign.", "Choose one."),
        (
            "post",
            not _number(post),
            f"“{post}” is no post.",
            "Open the report from the post's page.",
        ),
    )
    faults = tuple(errors.Fault(name, what, mend) for name, is_so, what, mend in wrong if is_so)
    if faults:
        raise errors.BadInput("This report cannot be made. Here is the usual one.", faults)
    return Asked(
        days=int(days or USUAL_DAYS),
        campaign_id=int(campaign) if campaign else None,
        post_id=int(post) if post else None,
    )


def _number(written: str) -> bool:
    """Whether it is a number, or left out."""
    return not written or (written.isascii() and written.isdecimal())


def subject(
    db: Session, agency_id: int, question: Asked, zone: ZoneInfo, now: datetime
) -> audience.Subject:
    """What the report is about. Refuses a campaign or post that is not the agency's."""
    today = campaigns.local_day(now, zone)
    if question.post_id is not None:
        post = posts.get(db, question.post_id, agency_id)
        since = campaigns.local_day(post.created_at, zone)
        return audience.Subject(post.title, since, today, post_id=post.id)
    if question.campaign_id is not None:
        campaign = campaigns.get(db, question.campaign_id, agency_id)
        return audience.Subject(
            campaign.title, campaign.starts_on, campaign.ends_on, campaign_id=campaign.id
        )
    since = today - timedelta(days=question.days - 1)
    return audience.Subject(f"The last {question.days} days", since, today)


def page(question: Asked, report: audience.Report, studio: audience.Studio) -> ReportPage:
    """The page over what is known."""
    charts = audience.charts(report)
    return ReportPage(
        asked=question,
        report=report,
        cards=tuple(_card(line, report.posts) for line in report.platforms),
        rows=tuple(_row(post) for post in reversed(report.posts)),
        followers=tuple(
            f"{words.platform(account.platform)}, {audience.sentences.of_followers(account)}"
            for account in report.accounts
        ),
        windows=audience.window_table(report.accounts),
        missing=tuple(audience.sentences.of_missing(missing) for missing in report.missing),
        charts=charts,
        pictures=lambda: _drawn(studio.pictures(charts)),
    )


def _card(line: audience.PlatformLine, lines: Iterable[audience.PostLine]) -> Card:
    here = (post for post in lines if post.platform is line.platform)
    return Card(line, audience.sentences.of_platform(line), _accounts(line), _newest(here))


def _accounts(line: audience.PlatformLine) -> str:
    low, high = line.reach.low, line.reach.high
    if low is None:
        return ""
    if high is None:
        return f"at least {low:,}; not every post was told"
    return f"{low:,}" if low == high else f"between {low:,} and {high:,}"


def _row(post: audience.PostLine) -> Row:
    metric = post.showings.metric
    return Row(
        post=post,
        followers=post.number(metric, Split.FOLLOWERS),
        others=post.number(metric, Split.NON_FOLLOWERS),
        accounts=post.number("reach"),
        asked_at=_newest([post]),
    )


def _newest(lines: Iterable[audience.PostLine]) -> datetime | None:
    """When any of these numbers was last told."""
    told = [number.asked_at for post in lines for number in post.numbers if number.asked_at]
    return max(told, default=None)


def _drawn(pictures: Mapping[str, audience.Picture]) -> Mapping[str, Drawn]:
    return {
        key: Drawn(
            render.trusted(audience.themed(picture.wide)),
            render.trusted(audience.themed(picture.narrow)),
        )
        for key, picture in pictures.items()
    }
