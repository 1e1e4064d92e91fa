"""When whoever answers for a claim was asked to confirm it again."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the column: nobody was asked yet."""
    op.add_column("borging_aspect", sa.Column("asked_on", sa.Date(), nullable=True))


def downgrade() -> None:
    """Drop it: everybody would be asked once more."""
    op.drop_column("borging_aspect", "asked_on")
