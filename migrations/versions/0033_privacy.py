"""Asking to be forgotten, and warnings to who has been away long."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "erasure_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "contributions",
            sa.Enum(
                "stay",
                "go",
                name=op.f("ck_erasure_request_contributions"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_erasure_request_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure_request")),
    )
    op.create_index(
        "ix_erasure_request_due",
        "erasure_request",
        ["due_at"],
        sqlite_where=sa.text("withdrawn_at IS NULL AND done_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL AND done_at IS NULL"),
    )
    op.create_index(
        "uq_erasure_request_open",
        "erasure_request",
        ["user_id"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL AND done_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL AND done_at IS NULL"),
    )
    op.create_table(
        "inactivity_warning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("warned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_inactivity_warning_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inactivity_warning")),
        sa.UniqueConstraint("user_id", name=op.f("uq_inactivity_warning_user_id")),
    )
    op.create_table(
        "retention_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done", sa.JSON(), nullable=False),
        sa.Column("failed", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_run")),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("retention_run")
    op.drop_table("inactivity_warning")
    op.drop_table("erasure_request")
