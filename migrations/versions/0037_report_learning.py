"""Reports about learning moments, reflections and shared obstacles, and what was hidden of them."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"

REASONS = ("rude", "discrimination", "privacy", "advertising", "untrue", "other")
ROLES = (
    "resident",
    "partner",
    "representative",
    "municipality",
    "province",
    "council",
    "theme_lead",
    "team",
    "manager",
    "administrator",
)
HIDEABLE = ("learning_moment", "reflection", "obstacle_share")
# Tables that stood with an initiative only: what they may point at from now on, and what stays empty then.
POINTS = (
    (
        "moderation_case",
        (("moment_id", "learning_moment"), ("reflection_id", "reflection")),
        ("initiative_id",),
    ),
    ("warned", (("moment_id", "learning_moment"),), ("initiative_id", "board_id")),
)


def upgrade() -> None:
    """Let a case and a word to an author be about something of learning, and let that be hidden."""
    for table, points, empty in POINTS:
        with op.batch_alter_table(table) as batch:
            for column, other in points:
                batch.add_column(sa.Column(column, sa.Integer(), nullable=True))
                name = op.f(f"fk_{table}_{column}_{other}")
                batch.create_foreign_key(name, other, [column], ["id"], ondelete="CASCADE")
            for column in empty:
                batch.alter_column(column, existing_type=sa.Integer(), nullable=True)
            if table == "warned":
                batch.add_column(sa.Column("programme_id", sa.Integer(), nullable=True))
                name = op.f("fk_warned_programme_id_programme")
                batch.create_foreign_key(name, "programme", ["programme_id"], ["id"])
    for column in ("moment_id", "reflection_id"):
        op.create_index(op.f(f"ix_moderation_case_{column}"), "moderation_case", [column])
    op.add_column("learning_moment", sa.Column("published_before", sa.DateTime(timezone=True), nullable=True))
    for table in HIDEABLE:
        op.add_column(table, sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True))
        words = sa.Column("hidden_words", sa.String(length=500), nullable=False, server_default="")
        op.add_column(table, words)
        for column, allowed in (("hidden_as", ROLES), ("hidden_for", REASONS)):
            listed = ", ".join(f"'{word}'" for word in allowed)
            op.execute(
                f"ALTER TABLE {table} ADD COLUMN {column} VARCHAR(20) "
                f"CONSTRAINT ck_{table}_{column} CHECK ({column} IN ({listed}))"
            )


def downgrade() -> None:
    """Forget what was reported and hidden of learning; its rows stay, with nothing that they stand with.

    The version before passes over them, as it joins them with an initiative. A moment that was hidden stays
    out of sight.
    """
    for table in HIDEABLE:
        for column in ("hidden_for", "hidden_as", "hidden_words", "hidden_at"):
            op.drop_column(table, column)
    op.drop_column("learning_moment", "published_before")
    for column in ("reflection_id", "moment_id"):
        op.drop_index(op.f(f"ix_moderation_case_{column}"), "moderation_case")
    for table, points, _ in POINTS:
        with op.batch_alter_table(table) as batch:
            if table == "warned":
                batch.drop_constraint(op.f("fk_warned_programme_id_programme"), type_="foreignkey")
                batch.drop_column("programme_id")
            for column, other in points:
                batch.drop_constraint(op.f(f"fk_{table}_{column}_{other}"), type_="foreignkey")
                batch.drop_column(column)
