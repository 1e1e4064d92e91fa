"""Counts of tries, shared by all processes; lost when the server fails, which is no harm."""

from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    """Add the table where the database is a server; beside SQLite it is a file of its own."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE UNLOGGED TABLE limit_count"
            " (key_hash text PRIMARY KEY, tries integer NOT NULL, ends_at double precision NOT NULL)"
        )


def downgrade() -> None:
    """Drop it."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TABLE limit_count")
