"""Runs the migrations on the connection the program hands over, or on OUTREACH_DATABASE_URL for those who write them."""

import os

from alembic import context
from sqlalchemy.engine import Connection

from outreach import db
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
        user_module_prefix="db.",
    )
    with context.begin_transaction():
        context.run_migrations()


handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    run(handed_over)
else:
    with db.engine(os.environ["OUTREACH_DATABASE_URL"]).connect() as connection:
        run(connection)
        connection.commit()
