"""The answers of a poll as they are typed: one to a line, in each language, open for some days."""

from outreach import posts
from outreach.errors import Fault
from outreach.platforms import LIMITS, PlatformName, Poll
from outreach.web import forms
from outreach.web.views import drafts

#: Polls are made for X only; the other platforms take none.
LIMIT = LIMITS[PlatformName.X]
MINUTES_OF_A_DAY = 24 * 60


def poll(form: forms.Form, language: str, own: str, days: int) -> Poll:
    """The poll as it was typed in a language."""
    lines = form.value(drafts.field("answers", language, own)).splitlines()
    return Poll(tuple(filter(None, map(str.strip, lines))), days * MINUTES_OF_A_DAY)


def faults(found: Poll, field: str) -> tuple[Fault, ...]:
    """What keeps the answers from being asked, at their field."""
    options, most = found.options, LIMIT.poll_option_characters
    if not 2 <= len(options) <= LIMIT.poll_options:
        return (Fault(field, f"Write 2 to {LIMIT.poll_options} answers, one to a line."),)
    if len({each.casefold() for each in options}) < len(options):
        return (Fault(field, "Two of the answers are the same. Make each one different."),)
    lengths = (each.length for each in posts.measure(PlatformName.X, options))
    too_long = [each for each, length in zip(options, lengths, strict=True) if length > most]
    return tuple(
        Fault(field, f"“{each}” is too long: an answer has {most} characters.") for each in too_long
    )
