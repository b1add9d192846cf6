"""What a campaign promised: its languages, its hashtags, and the grant that pays for it."""

import sqlalchemy as sa
from alembic import op

revision = "0090"
down_revision = "0080"
branch_labels = None
depends_on = None

_ADDED = (
    ("languages", sa.JSON, "[]"),
    ("hashtags", sa.JSON, "{}"),
    ("funding_credit", sa.String, ""),
)


def upgrade() -> None:
    with op.batch_alter_table("campaign") as campaign:
        for name, kind, default in _ADDED:
            campaign.add_column(sa.Column(name, kind(), nullable=False, server_default=default))
    with op.batch_alter_table("campaign") as campaign:
        for name, _, _ in _ADDED:
            campaign.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("campaign") as campaign:
        for name, _, _ in _ADDED:
            campaign.drop_column(name)
