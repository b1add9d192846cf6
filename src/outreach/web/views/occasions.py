"""The days that a post can be about: those ahead, each with its tone, and how its draft begins."""

from dataclasses import dataclass
from datetime import date

from outreach import almanac, campaigns
from outreach.almanac import Occurrence, Span, Tone
from outreach.web.deps import Visit

#: How far ahead a day is offered.
AHEAD = 366
VOICES = {
    Tone.SOLEMN: "People mourn or remember on it. Use quiet words, without cheer or jokes.",
    Tone.CELEBRATORY: "People are glad on it. Greet them or thank them.",
    Tone.INFORMATIONAL: "It is there to explain something. Say one useful thing plainly.",
}


@dataclass(frozen=True, slots=True)
class Occasion:
    """One day, or several, that the agency can speak of."""

    found: Occurrence

    @property
    def id(self) -> str:
        return self.found.observance.id

    @property
    def name(self) -> str:
        return self.found.observance.name

    @property
    def tone(self) -> str:
        return self.found.observance.tone.value

    @property
    def is_solemn(self) -> bool:
        return self.found.observance.tone is Tone.SOLEMN

    @property
    def when(self) -> str:
        """Its date as a post says it: a single day with its weekday."""
        span = self.found.span
        return f"{span.first:%A, %B %-d}" if span.length == 1 else str(span)

    @property
    def label(self) -> str:
        return f"{self.when}: {self.name}, {self.tone}"

    @property
    def advice(self) -> tuple[str, ...]:
        """Its voice, and what is to be done before anything is said of it."""
        kept = self.found.observance
        unsure = "Its date is expected, not confirmed: check it." if self.found.estimated else ""
        read = (
            "Let a person of that community read the words first." if kept.community_review else ""
        )
        return tuple(filter(None, (VOICES[kept.tone], unsure, read)))

    def beginning(self, today: date) -> dict[str, str]:
        """What the form holds once this day is chosen, by its field."""
        return {
            "day": self.id,
            "title": self.name,
            "blank_observance": self.name,
            "blank_when": self.when,
            "blank_hashtag": self.found.observance.hashtag or "",
            "on": max(self.found.span.first, today).isoformat(),
        }


def ahead(visit: Visit) -> tuple[Occasion, ...]:
    """The days of the year to come, each observance once, in the order of their dates."""
    today = campaigns.local_day(visit.now, visit.zone)
    here = almanac.here(visit.db, visit.by.agency_id)
    found = sorted(almanac.during(Span.days(today, AHEAD), here), key=lambda each: each.span)
    first = {each.observance.id: each for each in reversed(found)}
    return tuple(Occasion(each) for each in found if first[each.observance.id] is each)


def chosen(occasions: tuple[Occasion, ...], day: str) -> Occasion | None:
    """The one of that id; None when none of these is meant."""
    return next((each for each in occasions if each.id == day), None)
