"""What happened after posts went out: numbers as platforms told them, and reports made of those.

Missing is never zero, people of two platforms are never added up, and no number is estimated here.
"""

from outreach.audience.bounds import Bounds, Reach, bounds
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
from outreach.audience.models import Snapshot, Window
from outreach.audience.reports import Subject, report
from outreach.audience.snapshots import Captured, capture, due
from outreach.audience.windows import CapturedWindows, capture_windows, windows_due

__all__ = [
    "AccountLine",
    "Bounds",
    "Captured",
    "CapturedWindows",
    "Change",
    "DayPoint",
    "Missing",
    "Number",
    "PlatformLine",
    "Point",
    "PostLine",
    "Reach",
    "Report",
    "Snapshot",
    "Standing",
    "Subject",
    "Total",
    "Window",
    "WindowLine",
    "bounds",
    "capture",
    "capture_windows",
    "due",
    "report",
    "windows_due",
]
