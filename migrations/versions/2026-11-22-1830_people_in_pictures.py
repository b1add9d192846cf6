"""Who is in a picture, what they agreed to, and what else is known of pictures and films."""

import sqlalchemy as sa
from alembic import op

from outreach import db

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NO = sa.false()


def upgrade() -> None:
    columns = _of_assets()
    with op.batch_alter_table("asset", schema=None) as batch_op:
        for column in columns:
            batch_op.add_column(column)
        batch_op.create_index(batch_op.f("ix_asset_shows_id"), ["shows_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_asset_shows_id"), "asset", ["shows_id"], ["id"])
    with op.batch_alter_table("asset", schema=None) as batch_op:
        for column in columns:
            if column.server_default is not None:
                batch_op.alter_column(column.name, server_default=None)
    op.execute("UPDATE asset SET kind = 'card' WHERE origin = 'card'")
    op.create_table(
        "shown_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("recognisable", sa.Boolean(), nullable=False),
        sa.Column("minor", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", db.Utc(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_shown_person_asset_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_shown_person_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shown_person")),
    )
    op.create_index(op.f("ix_shown_person_asset_id"), "shown_person", ["asset_id"], unique=False)
    op.create_table(
        "release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=False),
        sa.Column("shown_person_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=32), nullable=False),
        sa.Column("uses", sa.JSON(), nullable=False),
        sa.Column("platforms", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("redistribution", sa.String(length=32), nullable=False),
        sa.Column("guardian", sa.String(length=120), nullable=False),
        sa.Column("guardian_said_yes", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("evidence_sha256", sa.String(length=64), nullable=True),
        sa.Column("evidence_name", sa.String(length=120), nullable=False),
        sa.Column("evidence_type", sa.String(length=32), nullable=False),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", db.Utc(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_at", db.Utc(), nullable=True),
        sa.Column("withdrawn_why", sa.String(length=300), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", db.Utc(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_release_agency_id")),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_release_asset_id")),
        sa.ForeignKeyConstraint(
            ["shown_person_id"], ["shown_person.id"], name=op.f("fk_release_shown_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["person.id"], name=op.f("fk_release_confirmed_by")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_release_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
    )
    for column in ("agency_id", "asset_id", "shown_person_id"):
        op.create_index(op.f(f"ix_release_{column}"), "release", [column], unique=False)


def downgrade() -> None:
    op.drop_table("release")
    op.drop_table("shown_person")
    with op.batch_alter_table("asset", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_asset_shows_id"))
        batch_op.drop_constraint(batch_op.f("fk_asset_shows_id"), type_="foreignkey")
        for column in _of_assets():
            batch_op.drop_column(column.name)


def _of_assets() -> list[sa.Column[object]]:
    """The columns, with what is said of the pictures that are kept already."""
    return [
        sa.Column("kind", sa.String(length=32), nullable=False, server_default="photo"),
        sa.Column("decorative", sa.Boolean(), nullable=False, server_default=NO),
        sa.Column("focal_x", sa.Float(), nullable=False, server_default="0.5"),
        sa.Column("focal_y", sa.Float(), nullable=False, server_default="0.5"),
        sa.Column("taken_by", sa.String(length=120), nullable=False, server_default=""),
        sa.Column("taken_on", sa.Date(), nullable=True),
        sa.Column("owner", sa.String(length=120), nullable=False, server_default=""),
        sa.Column("licence", sa.String(length=200), nullable=False, server_default=""),
        sa.Column("licence_expires_on", sa.Date(), nullable=True),
        sa.Column("ai", sa.String(length=32), nullable=True),
        sa.Column("ai_disclosed", sa.Boolean(), nullable=False, server_default=NO),
        sa.Column("people_told_at", db.Utc(), nullable=True),
        sa.Column("shows_id", sa.Integer(), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("poster_sha256", sa.String(length=64), nullable=True),
        sa.Column("captions", sa.JSON(), nullable=False, server_default="{}"),
    ]
