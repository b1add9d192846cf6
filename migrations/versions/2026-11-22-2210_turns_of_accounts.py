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


_SCHEDULED = sa.text("state = 'scheduled'")


def upgrade() -> None:
    for name, columns, only in _INDEXES:
        where = sa.text(only)
        op.create_index(name, "placement", columns, sqlite_where=where, postgresql_where=where)
    # One index for every question that begins with a state, so that none is answered by a worse.
    op.drop_index("ix_placement_state", "placement")
    op.drop_index("ix_placement_due", "placement")
    op.create_index("ix_placement_due", "placement", ["state", "due_at", "id"])


def downgrade() -> None:
    op.drop_index("ix_placement_due", "placement")
    op.create_index(
        "ix_placement_due",
        "placement",
        ["due_at", "id"],
        sqlite_where=_SCHEDULED,
        postgresql_where=_SCHEDULED,
    )
    op.create_index("ix_placement_state", "placement", ["state", "lease_until"])
    for name, _, _ in _INDEXES:
        op.drop_index(name, "placement")
