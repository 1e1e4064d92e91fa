"""What somebody did in some days is counted from an index alone."""

from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Let the new index stand in for the one on the same person, which nothing asks any more."""
    op.create_index("ix_event_deeds", "event", ["actor_id", "happened_at", "verb", "initiative_id"])
    op.drop_index(op.f("ix_event_actor_id_event_id"), "event")


def downgrade() -> None:
    """Bring the old index back."""
    op.create_index(op.f("ix_event_actor_id_event_id"), "event", ["actor_id", "id"])
    op.drop_index("ix_event_deeds", "event")
