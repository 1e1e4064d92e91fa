"""An index from which is counted who did the work on initiatives."""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the index."""
    op.create_index(
        "ix_event_activity", "event", ["initiative_id", "happened_at", "verb", "role", "actor_id"]
    )


def downgrade() -> None:
    """Drop the index."""
    op.drop_index("ix_event_activity", "event")
