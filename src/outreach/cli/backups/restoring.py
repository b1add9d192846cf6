"""Put a backup back: proved before anything changes, paused before anything can be sent."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa
from sqlmodel import Session, select

from outreach import db as database
from outreach import delivery, errors, identity, worker
from outreach.bootstrap import Runtime
from outreach.cli import opening, schema
from outreach.cli.backups import archive, manifest, on_postgres, on_sqlite
from outreach.cli.backups.making import MEDIA


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and what is left to do."""

    taken_at: datetime
    recovered: delivery.Recovered
    #: Accounts whose credentials the key that is here does not open.
    closed: int


def restore(runtime: Runtime, path: Path, *, email: str | None, over: bool) -> Restored:
    """Put the backup in the place of what is here. Refuses while Outreach runs, a home or database
    with anything in it unless told to go `over` it, and a backup that is damaged or of another
    shape.
    """
    home, now = runtime.settings.home, runtime.clock.now()
    with worker.cleared(home), archive.reading(path) as backup:
        _refuse_other_shape(runtime, backup)
        _refuse_running(runtime, now)
        if not over:
            _refuse_full(runtime)

        def mend(db: Session) -> Restored:
            manifest.compare(db, backup.manifest)
            return _mend(runtime, db, backup.manifest.taken_at, now=now, email=email)

        _put_media(backup, runtime.media)
        with TemporaryDirectory(dir=home, prefix=".restoring-") as folder:
            if worker.is_alone(runtime):
                runtime.engine.dispose()
                return on_sqlite.put_back(backup, home, Path(folder), now=now, mend=mend)
            return on_postgres.put_back(backup, runtime.engine, Path(folder), mend=mend)


def _mend(
    runtime: Runtime, db: Session, taken_at: datetime, *, now: datetime, email: str | None
) -> Restored:
    by = opening.Desk(runtime, db, now, email).person
    recovered = delivery.recover(
        db, taken_at=taken_at, now=now, grace=runtime.settings.grace_for, by_id=by.id or 0
    )
    return Restored(taken_at, recovered, len(identity.sealed_by(db, runtime.vault).none))


def _put_media(backup: archive.Reader, media: Path) -> None:
    """Files are named for what is in them, so they stand beside those that are here."""
    for name in backup.under(MEDIA):
        backup.take_out(name, media.parent / name)


def _refuse_other_shape(runtime: Runtime, backup: archive.Reader) -> None:
    said, kind = backup.manifest, runtime.engine.dialect.name
    if said.kind != kind:
        raise errors.BadInput(
            f"This backup is of a database on {said.kind}, and here it is {kind}. "
            "Set OUTREACH_DATABASE_URL to the kind it was made from."
        )
    if said.revision != schema.head():
        raise errors.BadInput(
            f"This backup was made by release {said.release}, whose database has another shape. "
            "Install that release, restore with it, and then run `outreach migrate` of this one."
        )


def _refuse_running(runtime: Runtime, now: datetime) -> None:
    if _has_tables(runtime) and delivery.health(runtime.engine, now=now).ok:
        raise errors.NotReady(
            "A worker looks at the schedule of this database. Stop every `outreach serve` and "
            "`outreach work`, wait ten seconds, then try again."
        )


def _refuse_full(runtime: Runtime) -> None:
    if not _has_tables(runtime):
        if not worker.is_alone(runtime):
            schema.make(runtime.engine)
        return
    with database.reading(runtime.engine) as db:
        anything = db.exec(select(identity.Person.id).limit(1)).first() is not None
    if anything:
        raise errors.Conflict(
            "There is an installation here already. To put the backup in its place, add "
            "--replace; make a backup of it first."
        )


def _has_tables(runtime: Runtime) -> bool:
    if worker.is_alone(runtime) and not (runtime.settings.home / on_sqlite.PART).exists():
        return False
    return sa.inspect(runtime.engine).has_table("person")
