"""The tables of the first release."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from outreach import db

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("short_name", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("city", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("practice", sa.Boolean(), nullable=False),
        sa.Column("created_at", db.Utc(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
    )
    op.create_table(
        "heartbeat",
        sa.Column("part", sa.String(length=32), nullable=False),
        sa.Column("at", db.Utc(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("part", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "hold_gate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("turned_at", db.Utc(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold_gate")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("password_hash", sa.String(length=256), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", db.Utc(), nullable=True),
        sa.Column("created_at", db.Utc(), nullable=False),
        sa.Column("left_at", db.Utc(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(length=32), nullable=False),
        sa.Column("handle", sa.String(length=120), nullable=False),
        sa.Column("stable_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("practice_url", sa.String(length=200), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("connected_at", db.Utc(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_account_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint(
            "agency_id",
            "platform",
            "stable_id",
            name=op.f("uq_account_agency_id_platform_stable_id"),
        ),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("about_kind", sa.String(length=32), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("decision", sa.String(length=32), nullable=False),
        sa.Column("comment", sa.String(length=1000), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", db.Utc(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_approval_agency_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_approval_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
    )
    with op.batch_alter_table("approval", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_approval_about_id"), ["about_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_approval_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_approval_digest"), ["digest"], unique=False)

    op.create_table(
        "asset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("original_sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=32), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("alt", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", db.Utc(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_asset_agency_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_asset_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset")),
    )
    with op.batch_alter_table("asset", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_asset_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_asset_sha256"), ["sha256"], unique=False)

    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("objective", sa.String(), nullable=False),
        sa.Column("audiences", sa.JSON(), nullable=False),
        sa.Column("key_messages", sa.JSON(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", db.Utc(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_campaign_agency_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_campaign_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("agency_id", "key", name=op.f("uq_campaign_agency_id_key")),
    )
    with op.batch_alter_table("campaign", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=32), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("started_at", db.Utc(), nullable=False),
        sa.Column("lifted_by", sa.Integer(), nullable=True),
        sa.Column("lifted_at", db.Utc(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_hold_agency_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_hold_by_id")),
        sa.ForeignKeyConstraint(["lifted_by"], ["person.id"], name=op.f("fk_hold_lifted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
    )
    with op.batch_alter_table("hold", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hold_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_membership_agency_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "person_id", "agency_id", name=op.f("uq_membership_person_id_agency_id")
        ),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "onetimelink",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("expires_at", db.Utc(), nullable=False),
        sa.Column("used_at", db.Utc(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_onetimelink_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_onetimelink")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_onetimelink_token_digest")),
    )
    op.create_table(
        "record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("about_kind", sa.String(length=32), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", db.Utc(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("previous_digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_record_agency_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_record_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
        sa.UniqueConstraint("agency_id", "sequence", name=op.f("uq_record_agency_id_sequence")),
    )
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_about_id"), ["about_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_record_about_kind"), ["about_kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_record_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "signin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", db.Utc(), nullable=False),
        sa.Column("seen_at", db.Utc(), nullable=False),
        sa.Column("ended_at", db.Utc(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signin_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signin")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_signin_token_digest")),
    )
    with op.batch_alter_table("signin", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signin_person_id"), ["person_id"], unique=False)

    op.create_table(
        "story",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("featured_name", sa.String(length=120), nullable=False),
        sa.Column("featured_city", sa.String(length=80), nullable=False),
        sa.Column("featured_state", sa.String(length=40), nullable=False),
        sa.Column("featured_note", sa.String(length=400), nullable=True),
        sa.Column("problem_addressed", sa.String(), nullable=False),
        sa.Column("mission_statement", sa.String(), nullable=True),
        sa.Column("mission_note", sa.String(), nullable=True),
        sa.Column("outcomes_note", sa.String(), nullable=True),
        sa.Column("caveat", sa.String(length=200), nullable=True),
        sa.Column("first_year", sa.Integer(), nullable=True),
        sa.Column("last_year", sa.Integer(), nullable=True),
        sa.Column("years_note", sa.String(), nullable=True),
        sa.Column("confidence", sa.String(length=32), nullable=True),
        sa.Column("confidence_notes", sa.String(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", db.Utc(), nullable=False),
        sa.Column("revised_at", db.Utc(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_story_agency_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_story_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story")),
        sa.UniqueConstraint("agency_id", "key", name=op.f("uq_story_agency_id_key")),
    )
    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_story_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_story_title"), ["title"], unique=False)

    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("about_kind", sa.String(length=32), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", db.Utc(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_submission_agency_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_submission_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint(
            "about_kind",
            "about_id",
            "digest",
            name=op.f("uq_submission_about_kind_about_id_digest"),
        ),
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submission_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_activity_story_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_story_id"), ["story_id"], unique=False)

    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("yes", sa.String(length=32), nullable=False),
        sa.Column("words", sa.String(length=64), nullable=False),
        sa.Column("said_by", sa.String(length=200), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", db.Utc(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_answer_by_id")),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_answer_story_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_story_id"), ["story_id"], unique=False)

    op.create_table(
        "outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column("figure", sa.String(length=200), nullable=True),
        sa.Column("baseline", sa.String(length=200), nullable=True),
        sa.Column("period", sa.String(length=120), nullable=True),
        sa.Column("source", sa.String(length=16), nullable=True),
        sa.Column("evaluation", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_outcome_story_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome")),
    )
    with op.batch_alter_table("outcome", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outcome_story_id"), ["story_id"], unique=False)

    op.create_table(
        "partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("part", sa.String(length=300), nullable=True),
        sa.Column("sector", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_partner_story_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
        sa.UniqueConstraint("story_id", "name", name=op.f("uq_partner_story_id_name")),
    )
    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_story_id"), ["story_id"], unique=False)

    op.create_table(
        "post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("story_id", sa.Integer(), nullable=True),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("tier", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("template", sa.String(length=80), nullable=True),
        sa.Column("blanks", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", db.Utc(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_post_agency_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_post_by_id")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_post_campaign_id")),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_post_story_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
        sa.UniqueConstraint("agency_id", "key", name=op.f("uq_post_agency_id_key")),
    )
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_post_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_post_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_post_story_id"), ["story_id"], unique=False)

    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_source_story_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("story_id", "key", name=op.f("uq_source_story_id_key")),
    )
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_source_story_id"), ["story_id"], unique=False)

    op.create_table(
        "storytag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("value", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_storytag_story_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_storytag")),
        sa.UniqueConstraint(
            "story_id", "kind", "value", name=op.f("uq_storytag_story_id_kind_value")
        ),
    )
    with op.batch_alter_table("storytag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_storytag_story_id"), ["story_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_storytag_value"), ["value"], unique=False)

    op.create_table(
        "window",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("asked_at", db.Utc(), nullable=False),
        sa.Column("metric", sa.String(length=40), nullable=False),
        sa.Column("split", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("definition", sa.String(length=40), nullable=False),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_window_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_window")),
        sa.UniqueConstraint(
            "account_id",
            "ends_on",
            "days",
            "metric",
            "split",
            name=op.f("uq_window_account_id_ends_on_days_metric_split"),
        ),
    )
    op.create_table(
        "variant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("asset_id", sa.Integer(), nullable=True),
        sa.Column("poll_options", sa.JSON(), nullable=False),
        sa.Column("poll_minutes", sa.Integer(), nullable=False),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("revised_at", db.Utc(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_variant_asset_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_variant_by_id")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_variant_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_variant")),
        sa.UniqueConstraint(
            "post_id", "platform", "language", name=op.f("uq_variant_post_id_platform_language")
        ),
    )
    with op.batch_alter_table("variant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_variant_post_id"), ["post_id"], unique=False)

    op.create_table(
        "placement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("local_time", sa.String(length=19), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("shift", sa.String(length=32), nullable=False),
        sa.Column("due_at", db.Utc(), nullable=False),
        sa.Column("window_minutes", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("placed_by", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("lease_until", db.Utc(), nullable=True),
        sa.Column("marked_at", db.Utc(), nullable=True),
        sa.Column("not_before", db.Utc(), nullable=True),
        sa.Column("journal", sa.String(length=200), nullable=True),
        sa.Column("reads", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.String(length=100), nullable=True),
        sa.Column("permalink", sa.String(length=400), nullable=True),
        sa.Column("published_at", db.Utc(), nullable=True),
        sa.Column("trouble", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_placement_account_id")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_placement_agency_id")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_placement_campaign_id")
        ),
        sa.ForeignKeyConstraint(["placed_by"], ["person.id"], name=op.f("fk_placement_placed_by")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_placement_post_id")),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variant.id"], name=op.f("fk_placement_variant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
        sa.UniqueConstraint(
            "account_id", "external_id", name=op.f("uq_placement_account_id_external_id")
        ),
        sa.UniqueConstraint("key", name=op.f("uq_placement_key")),
    )
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.create_index("ix_placement_calendar", ["agency_id", "due_at"], unique=False)
        batch_op.create_index(
            "ix_placement_due",
            ["due_at", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'scheduled'"),
            postgresql_where=sa.text("state = 'scheduled'"),
        )
        batch_op.create_index("ix_placement_measured", ["state", "published_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_placement_post_id"), ["post_id"], unique=False)
        batch_op.create_index("ix_placement_state", ["state", "lease_until"], unique=False)
        batch_op.create_index(
            "uq_placement_live",
            ["variant_id", "account_id"],
            unique=True,
            sqlite_where=sa.text(
                "state IN ('claimed', 'draft', 'handed_off', 'held', 'needs_person', 'needs_sign_in', 'published', 'reconciling', 'scheduled', 'sending', 'unknown')"
            ),
            postgresql_where=sa.text(
                "state IN ('claimed', 'draft', 'handed_off', 'held', 'needs_person', 'needs_sign_in', 'published', 'reconciling', 'scheduled', 'sending', 'unknown')"
            ),
        )
        batch_op.create_index(
            "uq_placement_sending",
            ["account_id"],
            unique=True,
            sqlite_where=sa.text("state = 'sending'"),
            postgresql_where=sa.text("state = 'sending'"),
        )

    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("claimed_at", db.Utc(), nullable=False),
        sa.Column("marked_at", db.Utc(), nullable=True),
        sa.Column("ended_at", db.Utc(), nullable=True),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("detail", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_attempt_placement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
        sa.UniqueConstraint("placement_id", "fence", name=op.f("uq_attempt_placement_id_fence")),
    )
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("age_minutes", sa.Integer(), nullable=False),
        sa.Column("asked_at", db.Utc(), nullable=False),
        sa.Column("metric", sa.String(length=40), nullable=False),
        sa.Column("split", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("definition", sa.String(length=40), nullable=False),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_snapshot_placement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
        sa.UniqueConstraint(
            "placement_id",
            "age_minutes",
            "metric",
            "split",
            name=op.f("uq_snapshot_placement_id_age_minutes_metric_split"),
        ),
    )
    with op.batch_alter_table("snapshot", schema=None) as batch_op:
        batch_op.create_index(
            "ix_snapshot_latest", ["placement_id", "metric", "split", "asked_at"], unique=False
        )
    # Holds and marks meet on this one row; without it nothing is sent.
    gate = sa.table(
        "hold_gate", sa.column("id"), sa.column("turned_at", db.Utc()), sa.column("turns")
    )
    op.execute(gate.insert().values(id=1, turned_at=datetime(2000, 1, 1, tzinfo=UTC), turns=0))


def downgrade() -> None:
    with op.batch_alter_table("snapshot", schema=None) as batch_op:
        batch_op.drop_index("ix_snapshot_latest")

    op.drop_table("snapshot")
    op.drop_table("attempt")
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_placement_sending",
            sqlite_where=sa.text("state = 'sending'"),
            postgresql_where=sa.text("state = 'sending'"),
        )
        batch_op.drop_index(
            "uq_placement_live",
            sqlite_where=sa.text(
                "state IN ('claimed', 'draft', 'handed_off', 'held', 'needs_person', 'needs_sign_in', 'published', 'reconciling', 'scheduled', 'sending', 'unknown')"
            ),
            postgresql_where=sa.text(
                "state IN ('claimed', 'draft', 'handed_off', 'held', 'needs_person', 'needs_sign_in', 'published', 'reconciling', 'scheduled', 'sending', 'unknown')"
            ),
        )
        batch_op.drop_index("ix_placement_state")
        batch_op.drop_index(batch_op.f("ix_placement_post_id"))
        batch_op.drop_index("ix_placement_measured")
        batch_op.drop_index(
            "ix_placement_due",
            sqlite_where=sa.text("state = 'scheduled'"),
            postgresql_where=sa.text("state = 'scheduled'"),
        )
        batch_op.drop_index("ix_placement_calendar")

    op.drop_table("placement")
    with op.batch_alter_table("variant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_variant_post_id"))

    op.drop_table("variant")
    op.drop_table("window")
    with op.batch_alter_table("storytag", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_storytag_value"))
        batch_op.drop_index(batch_op.f("ix_storytag_story_id"))

    op.drop_table("storytag")
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_story_id"))

    op.drop_table("source")
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_post_story_id"))
        batch_op.drop_index(batch_op.f("ix_post_campaign_id"))
        batch_op.drop_index(batch_op.f("ix_post_agency_id"))

    op.drop_table("post")
    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partner_story_id"))

    op.drop_table("partner")
    with op.batch_alter_table("outcome", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outcome_story_id"))

    op.drop_table("outcome")
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answer_story_id"))

    op.drop_table("answer")
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activity_story_id"))

    op.drop_table("activity")
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_agency_id"))

    op.drop_table("submission")
    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_story_title"))
        batch_op.drop_index(batch_op.f("ix_story_agency_id"))

    op.drop_table("story")
    with op.batch_alter_table("signin", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signin_person_id"))

    op.drop_table("signin")
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_record_agency_id"))
        batch_op.drop_index(batch_op.f("ix_record_about_kind"))
        batch_op.drop_index(batch_op.f("ix_record_about_id"))

    op.drop_table("record")
    op.drop_table("onetimelink")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_agency_id"))

    op.drop_table("membership")
    with op.batch_alter_table("hold", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hold_agency_id"))

    op.drop_table("hold")
    with op.batch_alter_table("campaign", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_campaign_agency_id"))

    op.drop_table("campaign")
    with op.batch_alter_table("asset", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_asset_sha256"))
        batch_op.drop_index(batch_op.f("ix_asset_agency_id"))

    op.drop_table("asset")
    with op.batch_alter_table("approval", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_approval_digest"))
        batch_op.drop_index(batch_op.f("ix_approval_agency_id"))
        batch_op.drop_index(batch_op.f("ix_approval_about_id"))

    op.drop_table("approval")
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_agency_id"))

    op.drop_table("account")
    op.drop_table("person")
    op.drop_table("hold_gate")
    op.drop_table("heartbeat")
    op.drop_table("agency")
