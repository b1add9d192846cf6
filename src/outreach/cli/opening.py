"""What most commands begin with: the parts joined, the database checked, and the person who
acts.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Annotated, TypeVar

import typer
from sqlmodel import Session, col, select

from outreach import bootstrap, errors, identity, settings
from outreach import db as database
from outreach.bootstrap import Runtime
from outreach.cli import schema
from outreach.lib.counting import plural

As = Annotated[
    str | None,
    typer.Option("--as", help="E-mail address of the person who acts (or set OUTREACH_AS)."),
]


@dataclass(frozen=True)
class Desk:
    """A command at work: one session, one person, one moment."""

    runtime: Runtime
    db: Session
    now: datetime
    email: str | None

    @cached_property
    def by(self) -> identity.Actor:
        """The person who acts. Refuses when nobody was named and several could be meant."""
        person = self.person
        agencies = identity.agencies_of(self.db, person.id or 0)
        if len(agencies) != 1:
            raise errors.BadInput(
                f"{person.email} acts for "
                f"{plural(len(agencies), 'agency', 'agencies')}, not for one."
            )
        return identity.actor(self.db, person.id or 0, agencies[0].id or 0)

    @cached_property
    def national(self) -> identity.Actor:
        """The person who acts for every agency here; the first of their own keeps the record."""
        person = self.person
        own = identity.agencies_of(self.db, person.id or 0)
        if not own:
            raise errors.BadInput(f"{person.email} acts for no agency here.")
        return identity.actor(self.db, person.id or 0, own[0].id or 0)

    @property
    def agency(self) -> identity.Agency:
        return identity.agency(self.db, self.by.agency_id)

    @property
    def person(self) -> identity.Person:
        """Who acts, for whichever agency. Refuses when nobody was named."""
        email = self.email or os.environ.get("OUTREACH_AS")
        if email is None:
            raise errors.BadInput(
                "Say who acts: add --as and the person's e-mail address, or set OUTREACH_AS. "
                f"Known here: {', '.join(self._known()) or 'nobody yet'}."
            )
        person = identity.person_by_email(self.db, email)
        if person is None:
            raise errors.NotFound(
                f"Nobody here has the address {email}. "
                f"Known here: {', '.join(self._known()) or 'nobody yet'}."
            )
        return person

    def _known(self) -> list[str]:
        return list(
            self.db.exec(select(identity.Person.email).order_by(col(identity.Person.email)))
        )


Of = TypeVar("Of")


def one_of(given: Mapping[Of, str]) -> tuple[Of, str] | None:
    """The only option that was given a value; None where none was. Refuses several."""
    said = [(name, value) for name, value in given.items() if value]
    if len(said) > 1:
        raise errors.BadInput("Name one thing to pause, or nothing to pause everything.")
    return said[0] if said else None


def runtime() -> Runtime:
    """The parts joined over a database of this release."""
    joined = bootstrap.build(settings.load())
    schema.check(joined.engine)
    return joined


@contextmanager
def looking(email: str | None = None) -> Iterator[Desk]:
    """A command that changes nothing."""
    joined = runtime()
    with database.reading(joined.engine) as db:
        yield Desk(joined, db, joined.clock.now(), email)


@contextmanager
def working(email: str | None = None) -> Iterator[Desk]:
    """A command whose changes are kept together when it ends well, or not at all."""
    joined = runtime()
    with database.writing(joined.engine) as db:
        yield Desk(joined, db, joined.clock.now(), email)
