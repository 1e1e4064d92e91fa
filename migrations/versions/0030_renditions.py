"""Files that are made while nobody waits."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"

UNDER_WAY = sa.text("state IN ('waiting', 'making')")


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "rendition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column("history_id", sa.Integer(), nullable=True),
        sa.Column(
            "format",
            sa.Enum(
                "pdf",
                "docx",
                "odt",
                "csv",
                name=op.f("ck_rendition_renditionformat"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "making",
                "ready",
                "failed",
                name=op.f("ck_rendition_renditionstate"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("steps_done", sa.Integer(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("file_name", sa.String(length=80), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("is_for_insiders", sa.Boolean(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(report_id IS NULL) <> (history_id IS NULL)", name=op.f("ck_rendition_one_thing")
        ),
        sa.ForeignKeyConstraint(
            ["history_id"],
            ["learning_history.id"],
            name=op.f("fk_rendition_history_id_learning_history"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["programme_report.id"],
            name=op.f("fk_rendition_report_id_programme_report"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_rendition_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rendition")),
        sa.UniqueConstraint("file_name", name=op.f("uq_rendition_file_name")),
    )
    op.create_index(op.f("ix_rendition_history_id"), "rendition", ["history_id"])
    op.create_index(op.f("ix_rendition_report_id"), "rendition", ["report_id"])
    op.create_index(op.f("ix_rendition_state_rendition_id"), "rendition", ["state", "id"])
    op.create_index(
        op.f("ix_rendition_user_id_rendition_asked_at"), "rendition", ["user_id", "asked_at"], unique=False
    )
    for thing in ("report_id", "history_id"):
        op.create_index(
            op.f(f"uq_rendition_{thing}_under_way"),
            "rendition",
            ["user_id", thing, "format", "language"],
            unique=True,
            sqlite_where=UNDER_WAY,
            postgresql_where=UNDER_WAY,
        )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("rendition")
