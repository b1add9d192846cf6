"""The words of a report in the order of reading, the same for paper and for the page file."""

from dataclasses import asdict
from typing import Any
from zoneinfo import ZoneInfo

from outreach.audience import gallery, sentences, wording
from outreach.audience.figures import PlatformLine, PostLine, Report, Total
from outreach.platforms import Split

NOTES = (
    "Impressions and views count how often posts were shown. They are not people.",
    "Accounts are counted once for each post. Over several posts of one platform the range is "
    "certain: at least the largest post, at most all posts together.",
    "The same person may be on two platforms, so accounts of two platforms are never added up.",
    "A number that a platform did not tell is never shown as zero and never filled in. Lines break "
    "there, and the scale of a line of followers does not begin at zero.",
    "Being shown a post is not attention, and it says nothing about opinions or behavior.",
)

PRACTICE = (
    "Practice: these numbers come from the practice network on this machine. "
    "No real person saw these posts."
)

HEADER = ("Out on", "Post", "Platform", "Shown", "Not followers", "Accounts")


def words(report: Report) -> dict[str, Any]:
    """Everything a report says, as plain data."""
    zone = ZoneInfo(report.time_zone)
    made = report.made_at.astimezone(zone)
    return {
        "language": "en",
        "title": report.title,
        "agency": report.agency,
        "place": report.place,
        "dates": _span(report),
        "made": f"{made:%B} {made.day}, {made.year}, {made:%-I:%M %p %Z}",
        "made_at": report.made_at.isoformat(),
        "practice": PRACTICE if report.practice else "",
        "new_people": report.new_people,
        "cards": [_card(line) for line in report.platforms],
        "followers": [sentences.of_followers(account) for account in report.accounts],
        "uncharted": [
            sentences.of_followers(account) for account in report.accounts if not account.followers
        ],
        "windows": asdict(gallery.window_table(report.accounts)),
        "header": list(HEADER),
        "posts": [_row(post, zone) for post in report.posts],
        "missing": [sentences.of_missing(missing) for missing in report.missing],
        "notes": list(NOTES),
    }


def _span(report: Report) -> str:
    first, last = report.starts_on, report.ends_on
    year = "" if first.year == last.year else f", {first.year}"
    return f"{first:%B} {first.day}{year} to {last:%B} {last.day}, {last.year}"


def _card(line: PlatformLine) -> dict[str, str]:
    total = line.showings
    return {
        "platform": line.title,
        "value": "–" if total is None or total.value is None else _sum(total),
        "measure": line.shown if total is None else total.title.lower(),
        "sentence": sentences.of_platform(line),
    }


def _sum(total: Total) -> str:
    """The sum; a plus says that some posts are not in it."""
    return f"{total.value:,}" if total.complete else f"{total.value:,}+"


def _row(post: PostLine, zone: ZoneInfo) -> list[str]:
    local = post.published_at.astimezone(zone)
    return [
        f"{local:%b} {local.day}",
        post.named(zone),
        wording.PLATFORMS[post.platform],
        post.showings.shown,
        post.number(post.showings.metric, Split.NON_FOLLOWERS).shown,
        post.number("reach").shown,
    ]
