"""The report for other programs: CSV with a row for each number, and JSON with everything."""

import csv
import io
import json
from dataclasses import asdict
from datetime import date, datetime
from enum import StrEnum

from outreach.audience import wording
from outreach.audience.figures import Number, PostLine, Report

COLUMNS = (
    *("report", "platform", "account", "practice", "post", "post_number", "published_at"),
    *("permalink", "metric", "counts", "split", "state", "value", "why", "asked_at"),
    *("source", "definition", "taken_down_at"),
)

#: A cell that begins so is run as a formula by spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_file(report: Report) -> bytes:
    """One row for each post, metric and split, with its state and why. Opens rightly in Excel."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for post in report.posts:
        for number in post.numbers or (post.showings, post.number("reach")):
            rows.writerow([_cell(value) for value in _row(report, post, number)])
    return out.getvalue().encode("utf-8-sig")


def json_file(report: Report) -> bytes:
    """Everything the report holds. The shape is dated, so that a reader can trust it."""
    told = {"format": "outreach-report/1", **asdict(report)}
    return json.dumps(told, default=_plain, ensure_ascii=False, indent=1).encode() + b"\n"


def _row(report: Report, post: PostLine, number: Number) -> tuple[object, ...]:
    return (
        report.title,
        post.platform,
        post.handle,
        "yes" if post.practice else "no",
        post.title,
        post.placement_id,
        post.published_at,
        post.permalink,
        number.metric,
        wording.of(number.metric).counts,
        number.split,
        number.state or "not_asked",
        number.value,
        number.why,
        number.asked_at,
        number.source,
        number.definition,
        post.taken_down_at,
    )


def _cell(value: object) -> str | int:
    """A value that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, int):
        return value
    text = str(_plain(value)) if isinstance(value, date) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    raise TypeError(f"A report holds no {type(value).__name__}.")
