"""What the pages of the desk are shown over: posts in chosen states, written once and kept."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.engine import Engine

import build
from outreach import db as database
from outreach import delivery, review
from outreach.delivery import State
from people import Cast


def words(html: str) -> str:
    """The words of a page's own part, without marks and without what stands around it."""
    main = html.partition("<main")[2].partition("</main>")[0] or html
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def asked(engine: Engine, people: Cast, now: datetime, **about: object) -> delivery.Placement:
    """A post that Rivera wrote and sent for approval."""
    with database.writing(engine) as db:
        placed = build.a_draft(db, people, now=now, **about)  # type: ignore[arg-type]
        return delivery.ask(db, placed.id or 0, by=people.rivera, now=now)


def scheduled(engine: Engine, people: Cast, now: datetime, **about: object) -> delivery.Placement:
    """A post that Chief Lang approved."""
    with database.writing(engine) as db:
        return build.a_scheduled(db, people, now=now, **about)  # type: ignore[arg-type]


def became(engine: Engine, placement: delivery.Placement, state: State, **values: object) -> None:
    """Put a post where only the sender could bring it, for pages that show what became of it."""
    with database.writing(engine) as db:
        row = db.get_one(delivery.Placement, placement.id)
        row.state = state
        for name, value in values.items():
            setattr(row, name, value)
        db.add(row)


def paused_and_lifted(engine: Engine, people: Cast, now: datetime) -> None:
    """Everything was paused for a moment: what waited is held."""
    with database.writing(engine) as db:
        hold = delivery.hold(db, delivery.Scope.AGENCY, by=people.lang, now=now)
        delivery.lift(db, hold.id or 0, by=people.lang, now=now)


def state(engine: Engine, placement: delivery.Placement) -> State:
    """Where the post stands now."""
    with database.reading(engine) as db:
        return db.get_one(delivery.Placement, placement.id).state


def answers(engine: Engine, placement: delivery.Placement) -> list[review.Approval]:
    """Every answer about the post, newest first."""
    with database.reading(engine) as db:
        return review.answers(db, ("placement", placement.id or 0))


def decisions(*rows: Mapping[str, object]) -> dict[str, str]:
    """The fields of the list of paused posts, as a browser sends them."""
    return {
        f"posts.{row}.{name}": str(value)
        for row, fields in enumerate(rows)
        for name, value in fields.items()
    }


SOON = timedelta(hours=3)
