"""What a check says: where it looked, what it found, why that matters and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum

from outreach.lib import digest
from outreach.review.checks.surfaces import Surface

Span = tuple[int, int]


class Severity(StrEnum):
    """How much a finding weighs."""

    #: Nothing leaves until this is mended, or overridden by the one who may.
    BLOCK = "block"
    #: Worth a second look; the writer and the second reader decide.
    WARN = "warn"
    #: Shown to those who ask for details.
    NOTE = "note"


class Override(StrEnum):
    """Who may let a block pass, always with a reason that is kept."""

    #: Nobody: it has to be mended.
    NOBODY = "nobody"
    #: It stops nothing, so nobody has to override it.
    NOT_NEEDED = "not_needed"
    #: The second reader, who is never an author.
    SECOND_READER = "second_reader"
    #: The accessibility reviewer.
    ACCESSIBILITY = "accessibility"
    #: Legal counsel or the prosecutor.
    LEGAL = "legal"
    #: The chief or who stands in for the chief.
    CHIEF = "chief"
    #: Two people together, with a release on file.
    TWO_PEOPLE = "two_people"


@dataclass(frozen=True, slots=True)
class Flag:
    """What a rule raises; the engine adds the rule's own row and makes it a finding."""

    #: The reason in plain words, one sentence.
    message: str
    #: What to do now.
    fix: str
    surface: Surface | None = None
    span: Span | None = None
    #: None: the rule's usual severity.
    severity: Severity | None = None
    #: What to put in place of the span for a mend by one click.
    replacement: str | None = None
    #: None: the rule's usual override.
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found. `surface` is None when it is about the post as a whole."""

    rule: str
    severity: Severity
    surface: Surface | None
    #: Start and end in the surface's characters; None when it is about all of it.
    span: Span | None
    message: str
    fix: str
    #: What one click would put in place of the span; None when a person has to write.
    replacement: str | None
    source: str
    override: Override

    @property
    def mark(self) -> str:
        """Tells it from every other: the rule, the words it is about, where they stand, and why."""
        on, span = self.surface, self.span
        place = (on.kind.value, on.language, on.where, on.text) if on else None
        return digest.of((self.rule, place, span, self.message))
