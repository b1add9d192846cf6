"""The numbers a text states, however they are written: 42%, forty-two percent, $1.9M, 5 of 6.

Pure. It knows number words of English, and of Spanish the tens and the common shares; digits it
reads in any script.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import pairwise

from outreach.stories import wording

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: value for value, word in enumerate((*_ONES, *_TEENS), start=1)} | {
    word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)
}
_SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "k": 10**3,
    "m": 10**6,
    "bn": 10**9,
}

_SMALL = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_ONES)}))?"
    rf"|{'|'.join(_TEENS)}|{'|'.join(_ONES)})"
)
_PART = rf"(?:(?:{_SMALL}|a)[\s-]hundred(?:\s(?:and\s)?{_SMALL})?|{_SMALL})"
_SPELLED = re.compile(
    rf"\b(?:(?:{_PART}|a)[\s-](?:thousand|million|billion)(?:,?\s(?:and\s)?{_PART})?|{_PART})\b"
)
_DECENAS = {
    "diez": 10,
    "veinte": 20,
    "treinta": 30,
    "cuarenta": 40,
    "cincuenta": 50,
    "sesenta": 60,
    "setenta": 70,
    "ochenta": 80,
    "noventa": 90,
}
_UNIDADES = {
    word: value
    for value, word in enumerate(
        ("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"), start=1
    )
}
_IN_SPANISH = re.compile(
    rf"\b(?P<tens>{'|'.join(_DECENAS)})(?: y (?P<ones>{'|'.join(_UNIDADES)}))?\b"
)
_SHARES = (
    (re.compile(r"\b(?:one[\s-])?half\b|\bhalved\b|\bhalving\b"), " 50 percent "),
    (re.compile(r"\b(?:a|one)[\s-]quarter\b"), " 25 percent "),
    (re.compile(r"\bthree[\s-]quarters\b"), " 75 percent "),
    (re.compile(r"\bone[\s-]third\b"), " 33 percent "),
    (re.compile(r"\btwo[\s-]thirds\b"), " 67 percent "),
    (re.compile(r"\bla mitad\b"), " 50 percent "),
    (re.compile(r"\b(?:un tercio|la tercera parte)\b"), " 33 percent "),
    (re.compile(r"\b(?:dos tercios|las dos terceras partes)\b"), " 67 percent "),
    (re.compile(r"\b(?:la cuarta parte)\b"), " 25 percent "),
    (re.compile(r"\btres cuartas partes\b"), " 75 percent "),
)
_NO_QUANTITY = re.compile(r"(?:https?://|www\.)\S+|\b\d{1,2}:\d{2}\b")
_NUMBER = re.compile(
    r"(?<![^\W_])(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?P<fraction>\.\d+)?"
    r"(?:\s?(?P<scale>thousand|million|billion)\b|(?P<short>k|m|bn)\b)?\+?"
    r"(?P<percent>[\s-]?(?:%|percent(?:age)?\b|per\scent\b|por\sciento\b|pct\b))?"
)
_SHARE = re.compile(r"\s(?:of|in|out\sof|(?:of|in)\severy)\s(?:(?:the|about|some|nearly)\s)*")
_FALL = re.compile(r"\sto\s(?:(?:about|some|nearly|only|just)\s)*")
_JOINT = re.compile(r"\s?(?:-|,\sand|,|to|and|or|vs\.?|versus|/)\s?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a text states, and the telling words that follow it."""

    value: Decimal
    percent: bool
    following: tuple[str, ...] = ()
    #: Four bare digits that are most likely a year.
    year: bool = False

    def tells(self, stated: "Quantity", *, exactly: bool = False) -> bool:
        """Whether a reader would take this for the stated number, rounded or not."""
        if self.percent != stated.percent:
            return self.value == stated.value and self.value % 1 != 0
        if self.value == stated.value or (not exactly and self.value in _rounded(stated)):
            return self.percent or self.value >= 20 or self._counts_what(stated)
        rough = not exactly and self.value == _one_digit(stated)
        return rough and (self.value >= 1_000 or self._counts_what(stated))

    def _counts_what(self, stated: "Quantity") -> bool:
        return bool(set(self.following) & set(stated.following))


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every number in the text, and what pairs say: 5 of 6 is 83%, 710 to 340 is 52% less."""
    source = _NO_QUANTITY.sub(" ", _in_digits(wording.normal(text)))
    found = list(_NUMBER.finditer(source))
    gaps = [source[one.end() : two.start()] for one, two in pairwise(found)]
    percents = _percents(found, gaps)
    single = [
        Quantity(_value(match), percent, _following(source, match), _is_year(match, percent))
        for match, percent in zip(found, percents, strict=True)
    ]
    return (*single, *_pairs(single, gaps))


def _in_digits(text: str) -> str:
    for pattern, share in _SHARES:
        text = pattern.sub(share, text)
    text = _IN_SPANISH.sub(lambda match: str(_decenas(match)), text)
    return _SPELLED.sub(lambda match: str(_spelled(match.group())), text)


def _decenas(match: re.Match[str]) -> int:
    return _DECENAS[match["tens"]] + _UNIDADES.get(match["ones"] or "", 0)


def _spelled(words: str) -> int:
    total = current = 0
    for word in re.findall(r"[a-z]+", words):
        if word == "hundred":
            current = (current or 1) * 100
        elif word in _SCALES:
            total, current = total + (current or 1) * _SCALES[word], 0
        else:
            current += _VALUES.get(word, 1 if word == "a" else 0)
    return total + current


def _value(match: re.Match[str]) -> Decimal:
    number = Decimal(match["digits"].replace(",", "") + (match["fraction"] or ""))
    return number * _SCALES.get(match["scale"] or match["short"] or "", 1)


def _is_year(match: re.Match[str], percent: bool) -> bool:
    bare = not percent and match.group() == match["digits"]
    return bare and len(match["digits"]) == 4 and 1900 <= int(match["digits"]) < 2100


def _percents(found: Sequence[re.Match[str]], gaps: Sequence[str]) -> list[bool]:
    """Whether each is a percentage; in “82, 53 and 45 percent” the last word serves them all."""
    percents = [match["percent"] is not None for match in found]
    for at in range(len(gaps) - 1, -1, -1):
        if percents[at + 1] and _JOINT.fullmatch(gaps[at]):
            percents[at] = True
    return percents


def _following(source: str, match: re.Match[str]) -> tuple[str, ...]:
    return tuple(wording.stems(source[match.end() : match.end() + 40])[:2])


def _pairs(single: Sequence[Quantity], gaps: Sequence[str]) -> Iterator[Quantity]:
    for (one, two), gap in zip(pairwise(single), gaps, strict=True):
        if one.percent or two.percent or two.year or not two.value:
            continue
        if one.value < two.value and _SHARE.fullmatch(gap):
            yield Quantity(100 * one.value / two.value, percent=True)
        if one.value > two.value and _FALL.fullmatch(gap):
            yield Quantity(100 * (one.value - two.value) / one.value, percent=True)


def _rounded(stated: Quantity) -> set[Decimal]:
    """The number rounded in each way: percentages to one or five, counts to two digits or more."""
    digits = stated.value.adjusted() + 1
    steps = (
        [Decimal(1), Decimal(5)]
        if stated.percent
        else [Decimal(1).scaleb(place) for place in range(digits - 1)]
    )
    return {
        (stated.value / step).to_integral_value(rounding) * step
        for step in steps
        for rounding in (ROUND_FLOOR, ROUND_HALF_UP, ROUND_CEILING)
    }


def _one_digit(stated: Quantity) -> Decimal:
    step = Decimal(1).scaleb(stated.value.adjusted())
    return (stated.value / step).to_integral_value(ROUND_HALF_UP) * step
