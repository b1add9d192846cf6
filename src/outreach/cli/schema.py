"""The database's shape: bring it up to date, and refuse to work on one that is not."""

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlalchemy.engine import Connection, Engine

from outreach import db, errors
from outreach.lib import shipped


def migrate(engine: Engine) -> tuple[str | None, str]:
    """Bring the database to this release's shape. Returns where it was and where it is.

    One transaction: a migration that fails leaves the database as it was.
    """
    with db.connected(engine) as connection:
        return upgrade(connection)


def upgrade(connection: Connection) -> tuple[str | None, str]:
    """The same in a transaction that is open already."""
    config = _config()
    before = _revision_of(connection)
    _refuse_newer(config, before)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "postgresql":
        _make_job_tables(connection)
    return before, _head(config)


def make(engine: Engine) -> None:
    """Make the database where there is none yet. One that is there is never changed by this."""
    with engine.connect() as connection:
        is_new = _revision_of(connection) is None and not inspect(connection).get_table_names()
    if is_new:
        migrate(engine)


def check(engine: Engine) -> None:
    """Refuse a database of another release with the sentence that mends it."""
    config = _config()
    with engine.connect() as connection:
        revision = _revision_of(connection)
        if db.is_closed(connection):
            raise errors.NotReady(
                "This database was moved to PostgreSQL. Set OUTREACH_DATABASE_URL to the address "
                "it was moved to, or go back with `outreach move-back`."
            )
    if revision == _head(config):
        return
    _refuse_newer(config, revision)
    if revision is None:
        raise errors.NotReady("There is no database here yet. Run `outreach migrate` first.")
    raise errors.NotReady(
        "This database is from an older release. Make a copy of it, then run `outreach migrate`."
    )


def _make_job_tables(connection: Connection) -> None:
    # Only here, for who stays on SQLite has no Procrastinate and waits for none to load.
    from outreach.worker import job_tables

    job_tables.bring_up(connection)


def _refuse_newer(config: Config, revision: str | None) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise errors.NotReady(
            "This database is from a newer release than this program. "
            "Install that release again, or put back a backup that this one made."
        )


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(shipped.folder("migrations")).replace("%", "%%"))
    return config


def head() -> str:
    """The shape of this release's database."""
    return _head(_config())


def _head(config: Config) -> str:
    head = ScriptDirectory.from_config(config).get_current_head()
    if head is None:
        raise errors.NotReady("The migrations are missing. Install Outreach again.")
    return head


def _revision_of(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()
