"""How values are said to people: states, platforms, times, numbers, counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from outreach import identity, platforms
from outreach.lib.counting import plural as plural

NOT_AVAILABLE = "Not available"
UNITS = (("day", 1440), ("hour", 60), ("minute", 1))


class Tone(StrEnum):
    """What a state asks of the reader. Pages show it by word, glyph and colour together."""

    #: Nothing is asked.
    IDLE = "idle"
    #: It is arranged and will happen by itself.
    PLAN = "plan"
    #: It went as it should.
    GOOD = "good"
    #: Somebody should look at it.
    WARN = "warn"
    #: It went wrong.
    BAD = "bad"
    #: It was stopped on purpose.
    HELD = "held"
    #: It is a rehearsal.
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Said:
    """A state as people read it."""

    word: str
    tone: Tone
    glyph: str


#: By the value of the rooms' own enumerations; values spelled alike mean alike.
STATES: Mapping[str, Said] = MappingProxyType(
    {
        "draft": Said("Draft", Tone.IDLE, "draft"),
        "waiting": Said("Needs approval", Tone.WARN, "schedule"),
        "approved": Said("Approved", Tone.GOOD, "check"),
        "returned": Said("Changes asked for", Tone.WARN, "undo"),
        "refused": Said("Turned down", Tone.BAD, "do-not-disturb"),
        "scheduled": Said("Scheduled", Tone.PLAN, "event"),
        "claimed": Said("Going out now", Tone.PLAN, "send"),
        "sending": Said("Going out now", Tone.PLAN, "send"),
        "published": Said("Published", Tone.GOOD, "check-circle"),
        "handed_off": Said("Ready to post by hand", Tone.WARN, "handoff"),
        "unknown": Said("Checking if it went out", Tone.WARN, "autorenew"),
        "reconciling": Said("Checking if it went out", Tone.WARN, "autorenew"),
        "needs_person": Said("Needs your answer", Tone.WARN, "help"),
        "needs_sign_in": Said("Needs sign-in", Tone.BAD, "lock"),
        "failed": Said("Did not go out", Tone.BAD, "error"),
        "missed": Said("Missed its time", Tone.WARN, "warning"),
        "held": Said("Paused", Tone.HELD, "pause"),
        "cancelled": Said("Cancelled", Tone.IDLE, "close"),
        "retired": Said("Retired", Tone.IDLE, "folder-open"),
        "taken_down": Said("Taken down", Tone.IDLE, "close"),
        "asked": Said("Needs a yes", Tone.WARN, "schedule"),
        "ordered": Said("Ordered", Tone.PLAN, "send"),
        "doing": Said("Being done now", Tone.PLAN, "send"),
        "checking": Said("Being read back", Tone.PLAN, "autorenew"),
        "looking": Said("Being read back", Tone.PLAN, "autorenew"),
        "by_hand": Said("To do by hand", Tone.WARN, "handoff"),
        "done": Said("Done", Tone.GOOD, "check-circle"),
        "dropped": Said("Left as it is", Tone.IDLE, "close"),
        "connected": Said("Connected", Tone.GOOD, "check-circle"),
        "disconnected": Said("Not connected", Tone.IDLE, "close"),
        "practice": Said("Practice", Tone.PRACTICE, "practice"),
        "live": Said("Live", Tone.IDLE, "send"),
    }
)

PLATFORMS: Mapping[platforms.PlatformName, str] = MappingProxyType(
    {
        platforms.PlatformName.X: "X",
        platforms.PlatformName.FACEBOOK: "Facebook",
        platforms.PlatformName.INSTAGRAM: "Instagram",
        platforms.PlatformName.HANDOFF: "By hand",
        platforms.PlatformName.PRINT: "Print",
    }
)

#: Platforms on which a name is written with an at sign.
AT_SIGNS = frozenset({platforms.PlatformName.X, platforms.PlatformName.INSTAGRAM})

LANGUAGES: Mapping[str, str] = MappingProxyType(
    {"en": "English", "es": "Spanish", "vi": "Vietnamese", "zh": "Chinese", "ar": "Arabic"}
)
ROLES: Mapping[identity.Role, str] = MappingProxyType(
    {
        identity.Role.ADMINISTRATOR: "Administrator",
        identity.Role.OFFICER: "Public information officer",
        identity.Role.APPROVER: "Approver",
        identity.Role.READER: "Reader",
    }
)


def said(state: str) -> Said:
    """The words of a state. A state without words is our mistake, and is refused."""
    return STATES[state]


def platform(name: str) -> str:
    """The platform's name as people write it."""
    return PLATFORMS[platforms.PlatformName(name)]


def handle(platform: str, name: str) -> str:
    """An account as people look for it: "@RivertonPD" where platforms write it so."""
    return f"@{name}" if platform in AT_SIGNS else name


def language(code: str) -> str:
    """A language as people call it; one that is seldom met keeps its code."""
    return LANGUAGES.get(code, code)


def account(platform: str, name: str) -> str:
    """An account in a sentence: "X account @RivertonPD"."""
    if platforms.PlatformName(platform).by_hand:
        return f"account {name} (posted by hand)"
    kind = "page" if platform == platforms.PlatformName.FACEBOOK else "account"
    return f"{PLATFORMS[platforms.PlatformName(platform)]} {kind} {handle(platform, name)}"


def number(value: float | None) -> str:
    """12400 as "12,400"; a number that is not there says so and never looks like a zero."""
    return NOT_AVAILABLE if value is None else f"{value:,}"


def clock(at: datetime, zone: ZoneInfo) -> str:
    """Wall-clock time with the zone's short name: "9:00 AM MST"."""
    local = at.astimezone(zone)
    half = "AM" if local.hour < 12 else "PM"
    return f"{local.hour % 12 or 12}:{local.minute:02} {half} {_zone_name(local)}"


def day(value: date, *, zone: ZoneInfo, now: datetime) -> str:
    """A day: "Mon Nov 23", with its year unless that is the year it is now."""
    on = value.astimezone(zone) if isinstance(value, datetime) else value
    year = "" if on.year == now.astimezone(zone).year else f", {on.year}"
    return f"{on:%a %b} {on.day}{year}"


def when(at: datetime, *, zone: ZoneInfo, now: datetime) -> str:
    """An instant as the agency's wall clock shows it: "Mon Nov 23, 9:00 AM MST"."""
    return f"{day(at, zone=zone, now=now)}, {clock(at, zone)}"


def ago(at: datetime, now: datetime) -> str:
    """How far away an instant is: "26 minutes ago", "in 3 hours", "just now"."""
    apart = abs(now - at)
    if apart < timedelta(minutes=1):
        return "just now" if at <= now else "in less than a minute"
    minutes = int(apart.total_seconds() // 60)
    unit, length = next(entry for entry in UNITS if minutes >= entry[1])
    count = plural(minutes // length, unit)
    return f"{count} ago" if at <= now else f"in {count}"


def span(minutes: int) -> str:
    """A length of time in its largest whole unit: "1 day", "90 minutes"."""
    unit, length = next(entry for entry in UNITS if minutes % entry[1] == 0)
    return plural(minutes // length, unit)


def initials(name: str) -> str:
    """One or two letters that stand for a person's picture."""
    parts = [part for part in name.split() if part[0].isalpha() and not part.endswith(".")]
    ends = [parts[0], parts[-1]] if len(parts) > 1 else parts
    return "".join(part[0] for part in ends).upper()


def _zone_name(local: datetime) -> str:
    """ "MST"; zones without letters of their own say how far from UTC they are."""
    name = local.tzname() or ""
    return name if name.isalpha() else f"UTC{name}"
