"""Indexes by which the next post of each account is found, however many lie in the future."""

import sqlalchemy as sa
from alembic import op

revision = "0120"
down_revision = "0110"
branch_labels = None
depends_on = None

_INDEXES = (
    ("ix_placement_turn", ["account_id", "due_at", "id"], "state = 'scheduled'"),
    ("ix_placement_taken", ["account_id"], "state IN ('claimed', 'sending')"),
    ("ix_placement_waits", ["not_before"], "state = 'scheduled' AND not_before IS NOT NULL"),
)


def upgrade() -> None:
    for name, columns, only in _INDEXES:
        where = sa.text(only)
        op.create_index(name, "placement", columns, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    for name, _, _ in _INDEXES:
        op.drop_index(name, "placement")
