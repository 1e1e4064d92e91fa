"""Questions that wait for an answer, and the term of a programme."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "response_clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_due_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("more_time_reason", sa.String(length=300), nullable=False),
        sa.Column("more_time_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("more_time_by_id", sa.Integer(), nullable=True),
        sa.Column("sent_on_from_id", sa.Integer(), nullable=True),
        sa.Column("sent_on_reason", sa.String(length=300), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("waited_days", sa.Integer(), nullable=True),
        sa.Column("answer_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["comment.id"],
            name=op.f("fk_response_clock_answer_id_comment"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["user.id"], name=op.f("fk_response_clock_asked_by_id_user")
        ),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_response_clock_board_id_board")),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["comment.id"],
            name=op.f("fk_response_clock_comment_id_comment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_response_clock_initiative_id_initiative"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["more_time_by_id"], ["user.id"], name=op.f("fk_response_clock_more_time_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_response_clock_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_response_clock_owner_id_user")),
        sa.ForeignKeyConstraint(
            ["sent_on_from_id"],
            ["organisation.id"],
            name=op.f("fk_response_clock_sent_on_from_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response_clock")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_response_clock_comment_id")),
    )
    op.create_index(op.f("ix_response_clock_asked_by_id"), "response_clock", ["asked_by_id"])
    for place in ("initiative", "board", "organisation"):
        op.create_index(
            f"ix_response_clock_waiting_{place}",
            "response_clock",
            [f"{place}_id", "due_on", "id"],
            sqlite_where=sa.text("answered_at IS NULL AND withdrawn_at IS NULL"),
            postgresql_where=sa.text("answered_at IS NULL AND withdrawn_at IS NULL"),
        )
    op.create_index(
        op.f("ix_response_clock_initiative_id_response_clock_id"),
        "response_clock",
        ["initiative_id", "id"],
    )
    op.create_index(
        "ix_response_clock_of_initiative",
        "response_clock",
        ["initiative_id"],
        unique=True,
        sqlite_where=sa.text("comment_id IS NULL"),
        postgresql_where=sa.text("comment_id IS NULL"),
    )
    op.create_index(
        op.f("ix_response_clock_organisation_id_response_clock_answered_at"),
        "response_clock",
        ["organisation_id", "answered_at"],
    )
    op.create_index(op.f("ix_response_clock_owner_id"), "response_clock", ["owner_id"])
    op.add_column("programme", sa.Column("response_days", sa.Integer(), nullable=False, server_default="10"))
    op.add_column(
        "comment", sa.Column("is_official", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_column("comment", "is_official")
    op.drop_column("programme", "response_days")
    op.drop_table("response_clock")
