"""Dates of observances that an agency confirmed, and the variants that it chose."""

import sqlalchemy as sa
from alembic import op

from outreach import db

revision = "0031"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "observance_date",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("observance", sa.String(length=80), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", db.Utc(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_observance_date_agency_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_observance_date_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observance_date")),
        sa.UniqueConstraint(
            "agency_id",
            "observance",
            "first_on",
            name=op.f("uq_observance_date_agency_id_observance_first_on"),
        ),
    )
    op.create_index(op.f("ix_observance_date_agency_id"), "observance_date", ["agency_id"])
    op.create_table(
        "observance_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("family", sa.String(length=80), nullable=False),
        sa.Column("observance", sa.String(length=80), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("chosen_at", db.Utc(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_observance_choice_agency_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_observance_choice_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observance_choice")),
        sa.UniqueConstraint(
            "agency_id", "family", name=op.f("uq_observance_choice_agency_id_family")
        ),
    )
    op.create_index(op.f("ix_observance_choice_agency_id"), "observance_choice", ["agency_id"])


def downgrade() -> None:
    op.drop_table("observance_choice")
    op.drop_table("observance_date")
