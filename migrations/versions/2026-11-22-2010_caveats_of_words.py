"""The words that keep a result honest, where a post's words bring their own."""

import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0070"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("variant") as variant:
        variant.add_column(sa.Column("caveat", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("variant") as variant:
        variant.alter_column("caveat", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("variant") as variant:
        variant.drop_column("caveat")
