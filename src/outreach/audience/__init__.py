"""What happened after posts went out: numbers as platforms told them, and reports made of those.

Missing is never zero, people of two platforms are never added up, and no number is estimated here.
"""

from outreach.audience import sentences, wording
from outreach.audience.binder import bind, html, pdf
from outreach.audience.edition import NOTES, PRACTICE
from outreach.audience.figures import (
    AccountLine,
    Change,
    DayPoint,
    Missing,
    Number,
    PlatformLine,
    Point,
    PostLine,
    Report,
    Standing,
    Total,
    WindowLine,
)
from outreach.audience.gallery import Chart, Table, charts, window_table
from outreach.audience.models import Snapshot, Window
from outreach.audience.overlap import Bounds, Reach, bounds
from outreach.audience.reports import Subject, report
from outreach.audience.sheet import csv_file, json_file
from outreach.audience.snapshots import Captured, capture, due, next_due
from outreach.audience.studio import Picture, Studio, themed
from outreach.audience.windows import CapturedWindows, capture_windows, windows_due

__all__ = [
    "NOTES",
    "PRACTICE",
    "AccountLine",
    "Bounds",
    "Captured",
    "CapturedWindows",
    "Change",
    "Chart",
    "DayPoint",
    "Missing",
    "Number",
    "Picture",
    "PlatformLine",
    "Point",
    "PostLine",
    "Reach",
    "Report",
    "Snapshot",
    "Standing",
    "Studio",
    "Subject",
    "Table",
    "Total",
    "Window",
    "WindowLine",
    "bind",
    "bounds",
    "capture",
    "capture_windows",
    "charts",
    "csv_file",
    "due",
    "html",
    "json_file",
    "next_due",
    "pdf",
    "report",
    "sentences",
    "themed",
    "window_table",
    "windows_due",
    "wording",
]
