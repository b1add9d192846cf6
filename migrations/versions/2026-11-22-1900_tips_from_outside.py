"""What people without an account send in, and the forms by which it comes."""

import sqlalchemy as sa
from alembic import op

from outreach import db

revision = "0041"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tip_door",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=80), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", db.Utc(), nullable=False),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("closed_at", db.Utc(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_tip_door_agency_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_tip_door_by_id")),
        sa.ForeignKeyConstraint(["closed_by"], ["person.id"], name=op.f("fk_tip_door_closed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tip_door")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_tip_door_token_sha256")),
    )
    op.create_index(op.f("ix_tip_door_agency_id"), "tip_door", ["agency_id"], unique=False)
    op.create_table(
        "tip",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("door_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("key_sha256", sa.String(length=64), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("happened", sa.String(length=80), nullable=False),
        sa.Column("officer", sa.String(length=120), nullable=False),
        sa.Column("giver", sa.String(length=120), nullable=False),
        sa.Column("giver_may_be_named", sa.Boolean(), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("photo_sha256", sa.String(length=64), nullable=True),
        sa.Column("photo", sa.JSON(), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("story_id", sa.Integer(), nullable=True),
        sa.Column("at", db.Utc(), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("settled_at", db.Utc(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_tip_agency_id")),
        sa.ForeignKeyConstraint(["door_id"], ["tip_door.id"], name=op.f("fk_tip_door_id")),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_tip_asset_id")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_tip_post_id")),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_tip_story_id")),
        sa.ForeignKeyConstraint(["settled_by"], ["person.id"], name=op.f("fk_tip_settled_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tip")),
        sa.UniqueConstraint("key_sha256", name=op.f("uq_tip_key_sha256")),
    )
    for column in ("agency_id", "door_id"):
        op.create_index(op.f(f"ix_tip_{column}"), "tip", [column], unique=False)


def downgrade() -> None:
    op.drop_table("tip")
    op.drop_table("tip_door")
