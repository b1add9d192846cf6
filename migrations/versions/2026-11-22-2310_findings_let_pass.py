"""What is let pass is one finding, not every finding of its rule."""

import sqlalchemy as sa
from alembic import op

revision = "0140"
down_revision = "0130"
branch_labels = None
depends_on = None

RULES = "uq_overruling_about_kind_about_id_digest_rule_by_id"
FINDINGS = "uq_overruling_about_kind_about_id_digest_rule_finding_by_id"

#: An earlier release knows one for each rule and person.
FIRST_ONES = (
    "DELETE FROM overruling WHERE id NOT IN (SELECT min(id) FROM overruling"
    " GROUP BY about_kind, about_id, digest, rule, by_id)"
)


def upgrade() -> None:
    with op.batch_alter_table("overruling") as batch_op:
        # Rows of an earlier release know their finding by what it said only.
        batch_op.add_column(
            sa.Column("finding", sa.String(length=64), nullable=False, server_default="")
        )
        batch_op.drop_constraint(RULES, type_="unique")
        batch_op.create_unique_constraint(
            FINDINGS, ["about_kind", "about_id", "digest", "rule", "finding", "by_id"]
        )
    with op.batch_alter_table("overruling") as batch_op:
        batch_op.alter_column("finding", server_default=None)


def downgrade() -> None:
    op.execute(FIRST_ONES)
    with op.batch_alter_table("overruling") as batch_op:
        batch_op.drop_constraint(FINDINGS, type_="unique")
        batch_op.create_unique_constraint(
            RULES, ["about_kind", "about_id", "digest", "rule", "by_id"]
        )
        batch_op.drop_column("finding")
