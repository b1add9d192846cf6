"""A story's words in more languages, whose words a post has, and when a loss became public."""

import sqlalchemy as sa
from alembic import op

from outreach import db

revision = "0050"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "translation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("translator", sa.String(length=120), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("made_from", sa.String(length=64), nullable=False),
        sa.Column("accepted_by_id", sa.Integer(), nullable=True),
        sa.Column("accepted_at", db.Utc(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", db.Utc(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_translation_story_id")),
        sa.ForeignKeyConstraint(
            ["accepted_by_id"], ["person.id"], name=op.f("fk_translation_accepted_by_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_translation_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translation")),
        sa.UniqueConstraint("story_id", "language", name=op.f("uq_translation_story_id_language")),
    )
    op.create_index(op.f("ix_translation_story_id"), "translation", ["story_id"])
    op.create_table(
        "venue_release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("venue", sa.String(length=120), nullable=False),
        sa.Column("released_by", sa.String(length=200), nullable=False),
        sa.Column("released_at", db.Utc(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("noted_at", db.Utc(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_venue_release_agency_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_venue_release_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue_release")),
    )
    op.create_index(op.f("ix_venue_release_agency_id"), "venue_release", ["agency_id"])
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.add_column(sa.Column("venue_release_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_post_venue_release_id"),
            "venue_release",
            ["venue_release_id"],
            ["id"],
        )
    _widen_variants()


def _widen_variants() -> None:
    """What was written before was a person's, and had no first comment."""
    filled = (
        sa.Column("first_comment", sa.String(), nullable=False, server_default=""),
        sa.Column("origin", sa.String(length=32), nullable=False, server_default="person"),
    )
    with op.batch_alter_table("variant", schema=None) as batch_op:
        for column in filled:
            batch_op.add_column(column)
        batch_op.add_column(sa.Column("accepted_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("accepted_at", db.Utc(), nullable=True))
        batch_op.add_column(sa.Column("accepted_words", sa.String(length=64), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_variant_accepted_by_id"), "person", ["accepted_by_id"], ["id"]
        )
    with op.batch_alter_table("variant", schema=None) as batch_op:
        for column in filled:
            batch_op.alter_column(column.name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("variant", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_variant_accepted_by_id"), type_="foreignkey")
        for name in ("accepted_words", "accepted_at", "accepted_by_id", "origin", "first_comment"):
            batch_op.drop_column(name)
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_post_venue_release_id"), type_="foreignkey")
        batch_op.drop_column("venue_release_id")
    op.drop_index(op.f("ix_venue_release_agency_id"), table_name="venue_release")
    op.drop_table("venue_release")
    op.drop_index(op.f("ix_translation_story_id"), table_name="translation")
    op.drop_table("translation")
