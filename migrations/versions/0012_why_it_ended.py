"""Why an initiative was ended on purpose."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the reason; of what ended before nobody said it."""
    op.add_column("initiative", sa.Column("end_reason", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop the reason."""
    op.drop_column("initiative", "end_reason")
