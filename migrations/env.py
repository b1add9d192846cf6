"""Runs the migrations on the connection the program hands over.

Those who write migrations name the database in OUTREACH_DATABASE_URL.
"""

import os
from typing import Literal

import sqlalchemy as sa
from alembic import context
from sqlalchemy.engine import Connection
from sqlmodel import AutoString

from outreach import db

# Imported for their tables alone: Alembic compares what is in the metadata.
from outreach.almanac import models as _almanac  # noqa: F401
from outreach.audience import models as _audience  # noqa: F401
from outreach.brand import models as _brand  # noqa: F401
from outreach.campaigns import models as _campaigns  # noqa: F401
from outreach.delivery import models as _delivery  # noqa: F401
from outreach.identity import models as _identity  # noqa: F401
from outreach.posts import models as _posts  # noqa: F401
from outreach.records import models as _records  # noqa: F401
from outreach.review import models as _review  # noqa: F401
from outreach.stories import models as _stories  # noqa: F401


def run(connection: Connection) -> None:
    """Batch mode, because SQLite changes a table by copying it."""
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=_plainly,
    )
    with context.begin_transaction():
        context.run_migrations()


def _plainly(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write columns with plain types: what a migration made must not change with the models."""
    if kind == "type" and isinstance(item, db.Utc):
        return "db.Utc()"
    if kind == "type" and isinstance(item, (sa.String, AutoString)):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    return False


handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    run(handed_over)
else:
    with db.engine(os.environ["OUTREACH_DATABASE_URL"]).connect() as connection:
        run(connection)
        connection.commit()
