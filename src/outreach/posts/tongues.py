"""The few words that facts are joined with, in each language that has them.

A language without them is served with names and numbers alone; nothing is said in another one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from outreach.posts.places import state_name, state_name_in_spanish


@dataclass(frozen=True, slots=True)
class Tongue:
    """How one language counts to seven, tells of evidence, and ends a list."""

    numbers: tuple[str, ...]
    #: What each kind of evidence is, by its code.
    evidence: Mapping[str, str]
    conjunction: str
    #: The conjunction before a word that begins with its own sound.
    before_like: tuple[str, re.Pattern[str]] | None = None


ENGLISH = Tongue(
    ("one", "two", "three", "four", "five", "six", "seven"),
    MappingProxyType(
        {
            "anecdote": "an account of what happened",
            "monitoring": "counts kept while the work went on",
            "pre_post": "the same measure before and after",
            "comparison": "a comparison with places or people without the work",
            "randomised": "a trial with places or people chosen by lot",
        }
    ),
    "and",
)
SPANISH = Tongue(
    ("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete"),
    MappingProxyType(
        {
            "anecdote": "el relato de lo que ocurrió",
            "monitoring": "conteos llevados mientras duró el trabajo",
            "pre_post": "la misma medida antes y después",
            "comparison": "una comparación con lugares o personas sin este trabajo",
            "randomised": "un ensayo con lugares o personas elegidos al azar",
        }
    ),
    "y",
    ("e", re.compile(r"h?[iíy](?![aeou])", re.IGNORECASE)),
)
_NONE = Tongue(("1", "2", "3", "4", "5", "6", "7"), MappingProxyType({}), "")
_TONGUES = MappingProxyType({"en": ENGLISH, "es": SPANISH})


def tongue(language: str) -> Tongue:
    """The words of a language, by the first part of its code."""
    return _TONGUES.get(language.partition("-")[0], _NONE)


def listed(names: tuple[str, ...], language: str = "en") -> str:
    """Names in one line, the way people say them; parted by semicolons where a name has a comma."""
    comma = "; " if any("," in name for name in names) else ", "
    spoken = tongue(language)
    if len(names) < 2 or not spoken.conjunction:
        return comma.join(names)
    conjunction = _conjunction(spoken, names[-1])
    # English puts a comma before the last of three, Spanish does not.
    joint = " " if comma == ", " and (len(names) == 2 or spoken is SPANISH) else comma
    return f"{comma.join(names[:-1])}{joint}{conjunction} {names[-1]}"


def state_in(written: str, language: str) -> str:
    """The state's full name, as the language has it."""
    return state_name_in_spanish(written) if tongue(language) is SPANISH else state_name(written)


def _conjunction(spoken: Tongue, following: str) -> str:
    if spoken.before_like and spoken.before_like[1].match(following):
        return spoken.before_like[0]
    return spoken.conjunction
