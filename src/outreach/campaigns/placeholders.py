"""What an agency says once and every part of a kit repeats: its name, its chief, its partner. Pure.

`{{city}}` is filled in. `{{#partner_name}} with {{partner_name}}{{/partner_name}}` is left out when
there is no partner, and the sentence reads well without it. `[day 9]` becomes that day's date, and
`[zone]` the agency's time zone.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from outreach import errors
from outreach.errors import Fault

LONGEST = 300


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One thing to say once: what it is, how it may look, and whether there may be none."""

    name: str
    meaning: str
    example: str
    may_be_empty: bool = False
    #: Taken from what is known of the agency unless a person says otherwise.
    known: bool = False


PLACEHOLDERS: Mapping[str, Placeholder] = MappingProxyType(
    {
        each.name: each
        for each in (
            Placeholder(
                "agency_name", "Your agency's name.", "Riverton Police Department", known=True
            ),
            Placeholder("agency_short", "Its short name.", "Riverton PD", known=True),
            Placeholder("chief_name", "Your chief, with title.", "Chief Sam Lang"),
            Placeholder("city", "The place you serve.", "Riverton", known=True),
            Placeholder(
                "partner_name",
                "The partner that carries this with you.",
                "Riverton Interfaith Council",
                may_be_empty=True,
            ),
            Placeholder("event_date", "The day of your conversation.", "2026-12-12"),
            Placeholder("event_place", "Where it is.", "Main Library, 120 Main Street"),
            Placeholder(
                "local_link",
                "A page of your own with more.",
                "https://riverton.example/together",
                may_be_empty=True,
            ),
            Placeholder("contact", "How people reach you.", "555-0100", known=True),
        )
    }
)


def used(text: str) -> frozenset[str]:
    """The placeholders that a text names."""
    return frozenset(match["name"] for match in _MARK.finditer(text))


def needed(text: str) -> frozenset[str]:
    """Those it cannot do without: the ones that stand outside every section of their own."""
    return frozenset(
        match["name"] for match in _MARK.finditer(_SECTION.sub("", text)) if not match["sign"]
    )


def faults(text: str) -> Iterator[tuple[str, str]]:
    """What is wrong with the placeholders of a text, and its mend."""
    for name in sorted(used(text) - set(PLACEHOLDERS)):
        known = ", ".join(PLACEHOLDERS)
        yield f"uses {{{{{name}}}}}, which is no placeholder.", f"Use one of: {known}."
    bare = _SECTION.sub("", text)
    for match in _MARK.finditer(bare):
        if match["sign"]:
            yield (
                f"has {match[0]} without its other half.",
                f"Open with {{{{#{match['name']}}}}} and close with {{{{/{match['name']}}}}}.",
            )
    for name in sorted(needed(text)):
        held = PLACEHOLDERS.get(name)
        if held and held.may_be_empty:
            yield (
                f"cannot be read without {{{{{name}}}}}, and an agency may have none.",
                f"Put the words that need it between {{{{#{name}}}}} and {{{{/{name}}}}}.",
            )
    if re.search(r"\{\{|\}\}", _MARK.sub("", text)):
        yield "has braces that hold no placeholder.", "Write {{name}}, or leave them out."


def filled(text: str, answers: Mapping[str, str]) -> str:
    """The text with each placeholder said. Refuses while one is missing, naming it."""
    lacking = sorted(name for name in needed(text) if not answers.get(name, "").strip())
    if lacking:
        raise errors.BadInput(
            "Words of the kit are not filled in yet.",
            tuple(Fault(name, "is empty.", f"Say it once: {_meaning(name)}") for name in lacking),
        )

    def section(match: re.Match[str]) -> str:
        return match["inside"] if answers.get(match["name"], "").strip() else ""

    kept = _SECTION.sub(section, text)
    return _MARK.sub(lambda match: answers[match["name"]].strip(), kept)


def written(text: str, starts_on: date, zone: ZoneInfo, language: str) -> str:
    """The text with each `[day N]` as a date and `[zone]` as people call the time zone."""

    def day(match: re.Match[str]) -> str:
        return said_day(starts_on + timedelta(days=int(match[1])), language)

    noon = datetime.combine(starts_on, time(12), tzinfo=zone)
    return re.sub(r"\[day (\d{1,3})\]", day, text).replace("[zone]", _zone(noon, language))


def said_day(day: date, language: str) -> str:
    """A day with its weekday, as people of that language write it."""
    if language.split("-")[0] == "es":
        return f"{_DAYS[day.weekday()]} {day.day} de {_MONTHS[day.month - 1]}"
    return f"{day:%A, %B %-d}"


def checked(answers: Mapping[str, str]) -> dict[str, str]:
    """What a person typed, cleaned. Refuses what is unknown, too long, or a placeholder itself."""
    found: list[Fault] = []
    kept: dict[str, str] = {}
    for name, value in answers.items():
        said = " ".join(value.split())
        if name not in PLACEHOLDERS:
            found.append(Fault(name, "is no placeholder.", f"Use: {', '.join(PLACEHOLDERS)}."))
        elif len(said) > LONGEST:
            found.append(Fault(name, f"is longer than {LONGEST} characters.", "Shorten it."))
        elif "{{" in said or "}}" in said:
            found.append(Fault(name, "holds braces.", "Write plain words."))
        elif name == "local_link" and said and not re.fullmatch(r"https?://\S+", said):
            found.append(Fault(name, "is no web address.", "Begin it with https://."))
        elif name == "event_date" and said and _day(said) is None:
            found.append(Fault(name, "is no date.", "Write it as 2026-12-12."))
        else:
            kept[name] = said
    if found:
        raise errors.BadInput("What is to be filled in cannot be used.", tuple(found))
    return kept


def in_language(answers: Mapping[str, str], language: str) -> dict[str, str]:
    """The answers as that language says them: a date that was typed is written out."""
    day = _day(answers.get("event_date", ""))
    return dict(answers) | ({"event_date": said_day(day, language)} if day else {})


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _meaning(name: str) -> str:
    held = PLACEHOLDERS.get(name)
    return f"{held.meaning} For example: {held.example}." if held else name


def _zone(at: datetime, language: str) -> str:
    """Its everyday name in the United States, else its short one."""
    short = at.tzname() or "UTC"
    names = _ZONES.get(short)
    if names is None:
        return short
    return names[1] if language.split("-")[0] == "es" else names[0]


_MARK = re.compile(r"\{\{(?P<sign>[#/]?)(?P<name>\w+)\}\}")
_SECTION = re.compile(
    r"\{\{#(?P<name>\w+)\}\}(?P<inside>(?:(?!\{\{[#/]).)*)\{\{/(?P=name)\}\}", re.S
)

_DAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto"),
    *("septiembre", "octubre", "noviembre", "diciembre"),
)
_ZONES = {
    **dict.fromkeys(("EST", "EDT"), ("Eastern Time", "hora del Este")),
    **dict.fromkeys(("CST", "CDT"), ("Central Time", "hora del Centro")),
    **dict.fromkeys(("MST", "MDT"), ("Mountain Time", "hora de la Montaña")),
    **dict.fromkeys(("PST", "PDT"), ("Pacific Time", "hora del Pacífico")),
    **dict.fromkeys(("AKST", "AKDT"), ("Alaska Time", "hora de Alaska")),
    "HST": ("Hawaii Time", "hora de Hawái"),
}
