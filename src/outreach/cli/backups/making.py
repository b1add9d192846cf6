"""Make a backup of a running installation: database, media, and a manifest to prove them by."""

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.exc import SQLAlchemyError

from outreach import __version__, errors, records, worker
from outreach.bootstrap import Runtime
from outreach.cli import schema
from outreach.cli.backups import archive, manifest, on_postgres, on_sqlite
from outreach.cli.backups.manifest import Manifest

MEDIA = "media"


def back_up(runtime: Runtime, path: Path) -> Manifest:
    """Write a backup to `path`. Refuses a file that is there, and leaves nothing of one that
    cannot be finished.
    """
    # Taken first: what is in the copy was committed before it, or is there besides.
    taken_at = runtime.clock.now()
    try:
        with (
            archive.writing(path) as writer,
            TemporaryDirectory(dir=path.parent, prefix=".backup-") as folder,
        ):
            kind = on_sqlite if worker.is_alone(runtime) else on_postgres
            with kind.copied(runtime.engine, Path(folder)) as (db, parts):
                for name, part in parts.items():
                    writer.add(name, part)
                rows, heads = manifest.counts(db), records.heads(db)
            _add_media(writer, runtime.media)
            made = Manifest(
                release=__version__,
                revision=schema.head(),
                kind=runtime.engine.dialect.name,
                taken_at=taken_at,
                parts=writer.parts,
                rows=rows,
                heads=heads,
            )
            writer.close(made)
    except (OSError, sqlite3.Error, SQLAlchemyError) as fault:
        raise errors.NotReady(
            f"The backup could not be written to {path} ({_why(fault)}), and nothing of it was "
            "left there. Make room, or choose another disk, and try again."
        ) from None
    return made


def _add_media(writer: archive.Writer, media: Path) -> None:
    """Every picture and film. Those that begin with a dot are still being written."""
    for path in sorted(media.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            writer.add(f"{MEDIA}/{path.relative_to(media).as_posix()}", path)


def _why(fault: Exception) -> str:
    if isinstance(fault, OSError) and fault.strerror:
        return fault.strerror
    return str(getattr(fault, "orig", fault))
