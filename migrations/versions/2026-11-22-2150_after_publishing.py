"""Corrections and take-downs of posts that are out, and new posts that correct old ones."""

import sqlalchemy as sa
from alembic import op

from outreach import db

revision = "0110"
down_revision = "0100"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "amendment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("at_once", sa.Boolean(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", db.Utc(), nullable=False),
        sa.Column("ordered_by", sa.Integer(), nullable=True),
        sa.Column("ordered_at", db.Utc(), nullable=True),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("told", sa.String(length=32), nullable=False),
        sa.Column("stood", sa.String(), nullable=True),
        sa.Column("stands", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("reads", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("lease_until", db.Utc(), nullable=True),
        sa.Column("marked_at", db.Utc(), nullable=True),
        sa.Column("not_before", db.Utc(), nullable=True),
        sa.Column("trouble", sa.String(length=500), nullable=False),
        sa.Column("ended_at", db.Utc(), nullable=True),
        sa.Column("seen_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_amendment_agency_id")),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_amendment_asked_by")),
        sa.ForeignKeyConstraint(
            ["ordered_by"], ["person.id"], name=op.f("fk_amendment_ordered_by")
        ),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_amendment_placement_id")
        ),
        sa.ForeignKeyConstraint(["seen_by"], ["person.id"], name=op.f("fk_amendment_seen_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
    )
    with op.batch_alter_table("amendment") as table:
        table.create_index(op.f("ix_amendment_agency_id"), ["agency_id"])
        table.create_index("ix_amendment_placement", ["placement_id", "kind", "state"])
        table.create_index("ix_amendment_state", ["state", "not_before"])
        table.create_index(
            "uq_amendment_open",
            ["placement_id", "kind"],
            unique=True,
            sqlite_where=sa.text("state NOT IN ('done', 'dropped')"),
            postgresql_where=sa.text("state NOT IN ('done', 'dropped')"),
        )

    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", db.Utc(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_follow_up_agency_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_follow_up_by_id")),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_follow_up_placement_id")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_follow_up_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        sa.UniqueConstraint("post_id", name=op.f("uq_follow_up_post_id")),
    )
    with op.batch_alter_table("follow_up") as table:
        table.create_index(op.f("ix_follow_up_placement_id"), ["placement_id"])


def downgrade() -> None:
    with op.batch_alter_table("follow_up") as table:
        table.drop_index(op.f("ix_follow_up_placement_id"))

    op.drop_table("follow_up")
    with op.batch_alter_table("amendment") as table:
        table.drop_index(
            "uq_amendment_open",
            sqlite_where=sa.text("state NOT IN ('done', 'dropped')"),
            postgresql_where=sa.text("state NOT IN ('done', 'dropped')"),
        )
        table.drop_index("ix_amendment_state")
        table.drop_index("ix_amendment_placement")
        table.drop_index(op.f("ix_amendment_agency_id"))

    op.drop_table("amendment")
