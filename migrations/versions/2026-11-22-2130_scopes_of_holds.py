"""Holds of more than one agency, account or campaign; advisories; tokens for machines."""

import sqlalchemy as sa
from alembic import op

from outreach import db

revision = "0100"
down_revision = "0090"
branch_labels = None
depends_on = None

_ON = sa.text("lifted_at IS NULL")


def upgrade() -> None:
    _make_advisory()
    _widen_hold()
    _make_answers()
    _make_tokens()
    with op.batch_alter_table("person") as person:
        person.add_column(
            sa.Column("national", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("person") as person:
        person.alter_column("national", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("person") as person:
        person.drop_column("national")
    op.drop_table("api_token")
    op.drop_table("advisory_answer")
    _narrow_hold()
    op.drop_table("advisory")


def _make_advisory() -> None:
    op.create_table(
        "advisory",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(length=120), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("scope", sa.String(length=32), nullable=False),
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("given_at", db.Utc(), nullable=False),
        sa.Column("withdrawn_at", db.Utc(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_advisory_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advisory")),
    )


def _widen_hold() -> None:
    """What was everything of one agency is called so; what is named is kept as text."""
    with op.batch_alter_table("hold") as hold:
        hold.add_column(sa.Column("about", sa.String(length=80), nullable=False, server_default=""))
        hold.add_column(sa.Column("advisory_id", sa.Integer(), nullable=True))
        hold.create_foreign_key(op.f("fk_hold_advisory_id"), "advisory", ["advisory_id"], ["id"])
    op.execute("UPDATE hold SET about = CAST(about_id AS VARCHAR(80)) WHERE about_id IS NOT NULL")
    op.execute("UPDATE hold SET scope = 'agency' WHERE scope = 'all'")
    with op.batch_alter_table("hold") as hold:
        hold.alter_column("about", server_default=None)
        hold.drop_column("about_id")
        hold.create_index("ix_hold_on", ["agency_id"], sqlite_where=_ON, postgresql_where=_ON)


def _narrow_hold() -> None:
    """A wider hold than this release knows goes on as one of everything: it never stops less."""
    with op.batch_alter_table("hold") as hold:
        hold.drop_index("ix_hold_on")
        hold.add_column(sa.Column("about_id", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE hold SET about_id = CAST(about AS INTEGER) WHERE scope IN ('account', 'campaign')"
    )
    op.execute("UPDATE hold SET scope = 'all' WHERE scope NOT IN ('account', 'campaign')")
    with op.batch_alter_table("hold") as hold:
        hold.drop_constraint(op.f("fk_hold_advisory_id"), type_="foreignkey")
        hold.drop_column("advisory_id")
        hold.drop_column("about")


def _make_answers() -> None:
    op.create_table(
        "advisory_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("advisory_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", db.Utc(), nullable=False),
        sa.Column("hold_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["advisory_id"], ["advisory.id"], name=op.f("fk_advisory_answer_advisory_id")
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_advisory_answer_agency_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_advisory_answer_by_id")),
        sa.ForeignKeyConstraint(["hold_id"], ["hold.id"], name=op.f("fk_advisory_answer_hold_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advisory_answer")),
        sa.UniqueConstraint(
            "advisory_id", "agency_id", name=op.f("uq_advisory_answer_advisory_id_agency_id")
        ),
    )
    op.create_index(op.f("ix_advisory_answer_agency_id"), "advisory_answer", ["agency_id"])


def _make_tokens() -> None:
    op.create_table(
        "api_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("actions", sa.JSON(), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", db.Utc(), nullable=False),
        sa.Column("used_at", db.Utc(), nullable=True),
        sa.Column("revoked_at", db.Utc(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_api_token_person_id")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_api_token_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_api_token_token_digest")),
    )
    op.create_index(op.f("ix_api_token_agency_id"), "api_token", ["agency_id"])
