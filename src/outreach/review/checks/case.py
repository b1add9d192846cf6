"""What a rule is handed: the subject, its words read once, the packs in force, and now."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cached_property
from itertools import chain
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from outreach.review.checks import when
from outreach.review.checks.findings import Span
from outreach.review.checks.packs import Packs
from outreach.review.checks.persons import Person, Role
from outreach.review.checks.phrases import Hit
from outreach.review.checks.subject import Subject
from outreach.review.checks.surfaces import SurfaceKind
from outreach.review.checks.text import Read

#: Where a reader meets running words.
PROSE = frozenset(
    {SurfaceKind.TITLE, SurfaceKind.BODY, SurfaceKind.FIRST_COMMENT, SurfaceKind.CAPTION}
)


class Case:
    """One subject under examination. What several rules need is worked out once."""

    def __init__(self, subject: Subject, packs: Packs, now: datetime) -> None:
        self.subject = subject
        self.packs = packs
        self.now = now
        self.reads = tuple(Read(surface) for surface in subject.surfaces)
        self._days: dict[Read, tuple[when.Day, ...]] = {}

    @cached_property
    def _hits(self) -> dict[str, list[tuple[Read, Hit]]]:
        found: dict[str, list[tuple[Read, Hit]]] = {}
        for read in self.reads:
            phrases = self.packs.phrases(read.language, self.subject.house.state)
            for name, hits in phrases.find(read.text, read.tokens):
                found.setdefault(name, []).extend((read, hit) for hit in hits)
        return found

    def hits(self, *lists: str) -> Iterator[tuple[Read, Hit]]:
        """Where words of these lists stand, list by list and surface by surface."""
        return chain.from_iterable(self._hits.get(name, ()) for name in lists)

    def has(self, *lists: str) -> bool:
        """Whether any word of these lists stands anywhere."""
        return any(name in self._hits for name in lists)

    def matches(self, name: str) -> Iterator[tuple[Read, Span, str]]:
        """Where a pattern of the packs stands. Patterns are about numbers and signs, so surfaces
        without any digit or @ are passed over.
        """
        for read in self.reads:
            if not read.digits and "@" not in read.text:
                continue
            for pattern in self.packs.patterns(name, read.language, self.subject.house.state):
                for found in pattern.finditer(read.text):
                    yield read, found.span(), found[0]

    def prose(self) -> Iterator[Read]:
        """Titles, bodies, first comments and captions."""
        return (read for read in self.reads if read.kind in PROSE)

    def text(self, name: str, language: str) -> str:
        """A sentence for insertion, from the packs."""
        return self.packs.text(name, language, self.subject.house.state)

    @cached_property
    def today(self) -> date:
        """The agency's own day."""
        return self.now.astimezone(self.zone).date()

    @cached_property
    def due_on(self) -> date:
        """The day on which the post is seen: its due day in the agency's zone, or today."""
        due = self.subject.post.due_at
        return due.astimezone(self.zone).date() if due else self.today

    @cached_property
    def zone(self) -> ZoneInfo:
        """The agency's zone; UTC when its name is not known."""
        try:
            return ZoneInfo(self.subject.post.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return ZoneInfo("UTC")

    @cached_property
    def named(self) -> tuple[tuple[Person, Read, Span], ...]:
        """Each person with each surface that names them."""
        return tuple(
            (person, read, span)
            for person in self.subject.people
            if person.name
            for read in self.reads
            if (span := read.names(person.name))
        )

    @cached_property
    def case_linked(self) -> bool:
        """Whether a real criminal case stands behind it, as far as anyone has said."""
        told = self.subject.declared
        if told.arrest or told.open_case:
            return True
        if any(person.role is Role.ACCUSED for person in self.subject.people):
            return True
        return not told.general_advice and self.has("charge_words")

    def days(self, read: Read) -> tuple[when.Day, ...]:
        """The days written in a surface."""
        if read not in self._days:
            self._days[read] = tuple(when.days(read))
        return self._days[read]

    def near_person(self, read: Read, span: Span) -> bool:
        """Whether a known person is named in the same sentence."""
        sentence = read.sentence(span).lower()
        return any(
            person.name.lower() in sentence for person in self.subject.people if person.name.strip()
        )
