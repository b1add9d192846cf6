"""Pages for people without an account, in English or in Spanish: which one, and how it is said.

The Spanish was put here by the makers; nobody whose own language it is has accepted it yet.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from types import MappingProxyType

from starlette.requests import Request

from outreach.errors import Fault
from outreach.web.forms import Form
from outreach.web.spanish import SPANISH

ENGLISH = "en"
#: Each language by its code, as those who speak it call it.
LANGUAGES = MappingProxyType({ENGLISH: "English", "es": "Español"})

_PHOTO = "This photo cannot be used. Choose a JPEG, PNG or WebP picture of ordinary size."
_NUMBER = re.compile(r"\d[\d,]*")
_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


def wanted(request: Request) -> str:
    """The language asked for in the address, else the one the browser likes best of ours."""
    asked = request.query_params.get("lang", "")
    if asked in LANGUAGES:
        return asked
    liked = dict(_liked(request.headers.get("accept-language", "")))
    best = max(LANGUAGES, key=lambda code: liked.get(code, 0.0))
    return best if liked.get(best) else ENGLISH


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within this, pages speak that language."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken() -> str:
    """The language that the page speaks."""
    return _spoken.get()


def say(english: str, **parts: object) -> str:
    """The words in the page's language, with its parts put in. Every word of these pages has its
    Spanish.
    """
    words = english if spoken() == ENGLISH else SPANISH[english]
    return words.format(**parts) if parts else words


def told(sentence: str) -> str:
    """A sentence that comes from elsewhere, such as a fault; in English where nobody foresaw it.

    Numbers in it stay as they are.
    """
    numbers = iter(_NUMBER.findall(sentence))
    words = SPANISH.get(_NUMBER.sub("#", sentence)) if spoken() != ENGLISH else None
    return sentence if words is None else re.sub("#", lambda _: next(numbers), words)


def mended(form: Form) -> Form:
    """What is wrong with a form, told in the page's language."""
    return replace(form, message=told(form.message), faults=tuple(map(_mended, form.faults)))


def _mended(fault: Fault) -> Fault:
    """What a photo may suffer from is told of files by name, so it is put into one sentence."""
    if fault.where == "photo" and spoken() != ENGLISH:
        return replace(fault, what=say(_PHOTO), mend="")
    return replace(fault, what=told(fault.what), mend=told(fault.mend))


def _liked(header: str) -> Iterator[tuple[str, float]]:
    """How much a browser likes each language, by its plain code; the last mention of it counts
    least.
    """
    for part in reversed(header[:500].split(",")):
        code, _, weight = part.strip().partition(";q=")
        try:
            yield code.partition("-")[0].lower(), float(weight or 1)
        except ValueError:
            continue
