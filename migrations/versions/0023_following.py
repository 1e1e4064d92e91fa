"""Who follows what, and what they were told."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "follow",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "programme",
                "board",
                "initiative",
                "organisation",
                name=op.f("ck_follow_followedkind"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("wants", sa.Boolean(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_follow_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow")),
        sa.UniqueConstraint("user_id", "kind", "subject_id", name=op.f("uq_follow_user_id_kind_subject_id")),
    )
    op.create_index(op.f("ix_follow_kind_follow_subject_id"), "follow", ["kind", "subject_id"])
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column(
            "why",
            sa.Enum(
                "addressed",
                "own",
                "joined",
                "supported",
                "commented",
                "initiative",
                "board",
                "programme",
                "organisation",
                name=op.f("ck_notice_why"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("at_once", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_notice_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_notice_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("user_id", "event_id", name=op.f("uq_notice_user_id_event_id")),
    )
    op.create_index(op.f("ix_notice_event_id"), "notice", ["event_id"])
    op.create_index(
        "ix_notice_unmailed",
        "notice",
        ["user_id", "id"],
        sqlite_where=sa.text("mailed_at IS NULL"),
        postgresql_where=sa.text("mailed_at IS NULL"),
    )
    op.create_index(
        op.f("ix_notice_user_id_notice_seen_at_notice_id"),
        "notice",
        ["user_id", "seen_at", "id"],
    )
    op.add_column("event", sa.Column("spread_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE event SET spread_at = happened_at")  # what happened before nobody is told any more
    unspread = sa.text("spread_at IS NULL")
    op.create_index("ix_event_unspread", "event", ["id"], sqlite_where=unspread, postgresql_where=unspread)


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_event_unspread", "event")
    op.drop_column("event", "spread_at")
    op.drop_table("notice")
    op.drop_table("follow")
