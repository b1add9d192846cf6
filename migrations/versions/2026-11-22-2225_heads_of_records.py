"""The end of each agency's chain of records, kept apart, so that a cut-off tail shows."""

import sqlalchemy as sa
from alembic import op

revision = "0130"
down_revision = "0120"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "record_head",
        sa.Column("agency_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_record_head_agency_id"),
        sa.PrimaryKeyConstraint("agency_id", name="pk_record_head"),
    )
    op.execute(
        "INSERT INTO record_head (agency_id, sequence, digest)"
        " SELECT agency_id, sequence, digest FROM record WHERE (agency_id, sequence) IN"
        " (SELECT agency_id, max(sequence) FROM record GROUP BY agency_id)"
    )


def downgrade() -> None:
    op.drop_table("record_head")
