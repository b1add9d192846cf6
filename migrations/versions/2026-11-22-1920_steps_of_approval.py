"""Whose yes each answer is, what checks found then, and what an author said of a post."""

import sqlalchemy as sa
from alembic import op

from outreach import db

revision = "0060"
down_revision = "0050"
branch_labels = None
depends_on = None

#: Columns that rows of an earlier release need a value in; each table's own.
FILLED = {
    "approval": (
        sa.Column("step", sa.String(length=32), nullable=False, server_default="second_reader"),
        sa.Column("findings", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("packs", sa.JSON(), nullable=False, server_default="[]"),
    ),
    "submission": (sa.Column("is_open", sa.Boolean(), nullable=False, server_default=sa.false()),),
    "membership": (sa.Column("steps", sa.JSON(), nullable=False, server_default="[]"),),
    "post": (
        sa.Column("declared", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("kit", sa.String(length=80), nullable=False, server_default=""),
    ),
}

#: What waited for an answer waits still.
STILL_OPEN = """
UPDATE submission SET is_open = :yes WHERE NOT EXISTS (
  SELECT 1 FROM approval
  WHERE approval.about_kind = submission.about_kind
    AND approval.about_id = submission.about_id
    AND approval.digest = submission.digest
    AND approval.at >= submission.at
)
"""


def upgrade() -> None:
    for table, columns in FILLED.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.add_column(column)
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.alter_column(column.name, server_default=None)
    op.execute(sa.text(STILL_OPEN).bindparams(yes=True))
    op.create_index(op.f("ix_submission_is_open"), "submission", ["is_open"])
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.add_column(sa.Column("embargo_until", db.Utc(), nullable=True))
    op.create_table(
        "overruling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("about_kind", sa.String(length=32), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("rule", sa.String(length=16), nullable=False),
        sa.Column("message", sa.String(length=500), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", db.Utc(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_overruling_agency_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_overruling_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overruling")),
        sa.UniqueConstraint(
            "about_kind", "about_id", "digest", "rule", "by_id",
            name=op.f("uq_overruling_about_kind_about_id_digest_rule_by_id"),
        ),
    )  # fmt: skip
    op.create_index(op.f("ix_overruling_agency_id"), "overruling", ["agency_id"])
    op.create_index(op.f("ix_overruling_about_id"), "overruling", ["about_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_overruling_about_id"), table_name="overruling")
    op.drop_index(op.f("ix_overruling_agency_id"), table_name="overruling")
    op.drop_table("overruling")
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.drop_column("embargo_until")
    op.drop_index(op.f("ix_submission_is_open"), table_name="submission")
    for table, columns in FILLED.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.drop_column(column.name)
