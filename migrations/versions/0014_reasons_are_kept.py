"""Why an aspect was not needed, kept with each change, so that an earlier picture still says it."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the reason; until now it was what was said of the change."""
    op.add_column("aspect_change", sa.Column("reason", sa.String(500), nullable=False, server_default=""))
    op.execute("UPDATE aspect_change SET reason = why WHERE to_state = 'not_needed'")


def downgrade() -> None:
    """Drop the reason."""
    op.drop_column("aspect_change", "reason")
