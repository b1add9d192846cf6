"""What an agency looks like and sounds like."""

import sqlalchemy as sa
from alembic import op

from outreach import db

revision = "0070"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "brand",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("short_name", sa.String(length=40), nullable=False),
        sa.Column("palette", sa.JSON(), nullable=False),
        sa.Column("logo_id", sa.Integer(), nullable=True),
        sa.Column("partner_logo_ids", sa.JSON(), nullable=False),
        sa.Column("voice", sa.JSON(), nullable=False),
        sa.Column("benefits", sa.JSON(), nullable=False),
        sa.Column("hashtags", sa.JSON(), nullable=False),
        sa.Column("boilerplate", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", db.Utc(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_brand_agency_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_brand_by_id")),
        sa.ForeignKeyConstraint(["logo_id"], ["asset.id"], name=op.f("fk_brand_logo_id")),
        sa.PrimaryKeyConstraint("agency_id", name=op.f("pk_brand")),
    )


def downgrade() -> None:
    op.drop_table("brand")
