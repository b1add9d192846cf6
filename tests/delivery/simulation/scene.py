"""The same small town for every seed: built once, copied for each play."""

import shutil
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.fernet import Fernet
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlmodel import Session

import build
from delivery.simulation.hooks import WATCH
from outreach import db as database
from outreach import delivery, identity, posts
from outreach.platforms import PlatformName
from people import Cast, cast


@dataclass(frozen=True, slots=True)
class Post:
    """One approved post, as it was approved."""

    number: int
    account_id: int
    text: str
    due_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Scene:
    """A database with approved posts, and the file it is copied from."""

    engine: Engine
    template: Path
    start: datetime
    cast: Cast
    vault: identity.Vault
    #: The posts by their keys.
    posts: Mapping[str, Post]

    def set_up(self) -> None:
        """Put the database back as it was built."""
        self.engine.dispose()
        path = Path(self.engine.url.database or "")
        for left in path.parent.iterdir():
            left.unlink()
        shutil.copy(self.template, path)


def build_scene(empty: Path, folder: Path, start: datetime) -> Scene:
    """Four posts on three accounts: two that queue on one, one that goes out in two steps, and one
    that people post by hand.
    """
    (folder / "play").mkdir()
    vault = identity.Vault((Fernet.generate_key().decode(),))
    template = folder / "template.db"
    shutil.copy(empty, template)
    built = database.engine(f"sqlite:///{template}")
    with database.writing(built) as db:
        people = cast(db, start)
        x, page, paper = (
            build.an_account(db, people, now=start, platform=platform, vault=vault)
            for platform in (PlatformName.X, PlatformName.FACEBOOK, PlatformName.HANDOFF)
        )
        placed = [
            build.a_scheduled(
                db, people, now=start, account=account, due_in=timedelta(seconds=seconds)
            )
            for account, seconds in ((x, 60), (x, 60), (page, 60), (paper, 120))
        ]
        approved = {row.key: _post(db, row) for row in placed}
    with built.begin() as connection:
        for statement in WATCH:
            connection.exec_driver_sql(statement)
    built.dispose()
    engine = database.engine(f"sqlite:///{folder / 'play' / 'play.db'}")
    event.listen(engine, "connect", _spare_the_disk)
    return Scene(engine, template, start, people, vault, approved)


def _spare_the_disk(connection: sqlite3.Connection, _record: object) -> None:
    """Here processes die, never the power, so nothing has to reach the disk itself."""
    connection.execute("PRAGMA synchronous=OFF")


def _post(db: Session, row: delivery.Placement) -> Post:
    text = posts.content(db, row.variant_id).text
    return Post(row.id or 0, row.account_id, text, row.due_at, row.last_at)
