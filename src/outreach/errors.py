"""The tree of faults a person may meet. Each message says what is wrong and what to do next.

OutreachError
├── BadInput            something given cannot be used; `faults` names each place
├── NotFound            no such thing, or not yours to see
├── NotAllowed          the person's role does not include this
├── Conflict            it is no longer in the state this needs
└── NotReady            the machine is missing something: a key, a migration, a free port

No class here knows about HTTP; `web.app` alone decides what status a fault becomes.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One place in what was given: where it is, what is wrong there, and how to mend it."""

    where: str
    what: str
    mend: str = ""

    def __str__(self) -> str:
        sentence = f"{self.where}: {self.what}" if self.where else self.what
        return f"{sentence} {self.mend}".rstrip()


class OutreachError(Exception):
    """Something went wrong that a person can understand and mend."""


class BadInput(OutreachError):
    """What was given cannot be used. Nothing was saved."""

    def __init__(self, message: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join([self.message, *(f"  - {fault}" for fault in self.faults)])


class NotFound(OutreachError):
    """There is no such thing, or it belongs to another agency; the two are told alike."""


class NotAllowed(OutreachError):
    """This person's role does not include what was asked."""


class Conflict(OutreachError):
    """The thing has moved on: it is no longer in the state that was asked for."""


class NotReady(OutreachError):
    """The machine lacks something this needs; the message names the command or setting that mends
    it.
    """
