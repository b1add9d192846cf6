"""Days written in words, in English and Spanish, with the weekday that stands beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from outreach.review.checks.findings import Span
from outreach.review.checks.text import Read

_DAYS = (
    ("monday", "mon", "lunes"),
    ("tuesday", "tue", "tues", "martes"),
    ("wednesday", "wed", "weds", "miércoles", "miercoles"),
    ("thursday", "thu", "thur", "thurs", "jueves"),
    ("friday", "fri", "viernes"),
    ("saturday", "sat", "sábado", "sabado"),
    ("sunday", "sun", "domingo"),
)
_MONTHS = (
    ("january", "jan", "enero"),
    ("february", "feb", "febrero"),
    ("march", "mar", "marzo"),
    ("april", "apr", "abril"),
    ("may", "mayo"),
    ("june", "jun", "junio"),
    ("july", "jul", "julio"),
    ("august", "aug", "agosto"),
    ("september", "sept", "sep", "septiembre", "setiembre"),
    ("october", "oct", "octubre"),
    ("november", "nov", "noviembre"),
    ("december", "dec", "diciembre"),
)
_DAY_NUMBER = {name: at for at, names in enumerate(_DAYS) for name in names}
_MONTH_NUMBER = {name: at for at, names in enumerate(_MONTHS, 1) for name in names}
#: The name of each weekday as a mend, by language.
NAMES = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_WEEKDAY = rf"(?:(?P<weekday>{_any(_DAY_NUMBER)})\.?,? (?:the |el )?)?"
_YEAR = r"(?:,? (?:de |del )?(?P<year>20\d\d)\b)?"
_IN_WORDS: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"\b{_WEEKDAY}(?P<month>{_any(_MONTH_NUMBER)})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
        rf"(?!\d|:\d|[ap]m| ?[ap]\.?m){_YEAR}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_WEEKDAY}(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:de |of )?"
        rf"(?P<month>{_any(_MONTH_NUMBER)})\b{_YEAR}",
        re.IGNORECASE,
    ),
)
_IN_NUMBERS: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"\b{_WEEKDAY}(?<![\d/])(?P<nmonth>\d{{1,2}})/(?P<day>\d{{1,2}})"
        r"(?:/(?P<year>20\d\d|\d\d))?(?![\d/])",
        re.IGNORECASE,
    ),
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a text. `weekday` counts from Monday, 0; None where it is not said."""

    span: Span
    month: int
    day: int
    year: int | None
    weekday: int | None
    #: Where the weekday's name stands.
    weekday_span: Span | None

    def in_year(self, year: int) -> date | None:
        """The date in a year; None when that year has no such day."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    def coming(self, today: date) -> date | None:
        """The named date, or else the next one from today on."""
        if self.year is not None:
            return self.in_year(self.year)
        return min(
            (
                each
                for each in map(self.in_year, range(today.year, today.year + 5))
                if each and each >= today
            ),
            default=None,
        )

    def gone(self, today: date) -> date | None:
        """The last such date before today."""
        return max(
            (
                each
                for each in map(self.in_year, range(today.year - 4, today.year + 1))
                if each and each < today
            ),
            default=None,
        )


def days(read: Read) -> Iterator[Day]:
    """Every day that is written with its month, in the order of the text."""
    if not read.digits:
        return
    taken = 0
    for start, end, forms in _places(read):
        found = (each for form in forms if (each := form.search(read.text, start, end)))
        day = next((day for each in found if (day := _day(each))), None)
        if day and day.span[0] >= taken:
            taken = day.span[1]
            yield day


def _places(read: Read) -> Iterator[tuple[int, int, tuple[re.Pattern[str], ...]]]:
    """Where a day may stand, with the forms it may have there: around the names of months, and
    around numbers with a stroke.
    """
    words = read.tokens
    for at, token in enumerate(words):
        if token.word in _MONTH_NUMBER:
            forms = _IN_WORDS
        elif token.word.isdigit() and read.text[token.end : token.end + 1] == "/":
            forms = _IN_NUMBERS
        else:
            continue
        yield words[max(0, at - 4)].start, words[min(len(words) - 1, at + 4)].end, forms


def _day(found: re.Match[str]) -> Day | None:
    parts = found.groupdict()
    numeric = "nmonth" in parts
    weekday = parts.get("weekday")
    month = int(parts["nmonth"]) if numeric else _MONTH_NUMBER[parts["month"].lower()]
    day, year = int(parts["day"]), parts.get("year")
    if not (1 <= month <= 12 and 1 <= day <= 31) or (numeric and not (weekday or year)):
        return None
    return Day(
        span=found.span(),
        month=month,
        day=day,
        year=None if year is None else int(year) + (2000 if len(year) == 2 else 0),
        weekday=_DAY_NUMBER[weekday.lower()] if weekday else None,
        weekday_span=found.span("weekday") if weekday else None,
    )


def told(day: date) -> str:
    """A day as a message names it."""
    month = _MONTHS[day.month - 1][0].capitalize()
    return f"{NAMES['en'][day.weekday()]}, {month} {day.day}, {day.year}"


def clocks_change(on: date, zone: tzinfo) -> bool:
    """Whether the clocks of a zone are changed on a day."""
    noon = datetime.combine(on, time(12), tzinfo=zone)
    return noon.utcoffset() != (noon - timedelta(days=1)).utcoffset()
