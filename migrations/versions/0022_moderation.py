"""Reports and warnings."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column("update_id", sa.Integer(), nullable=True),
        sa.Column("reported_by_id", sa.Integer(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "rude",
                "discrimination",
                "privacy",
                "advertising",
                "untrue",
                "other",
                name=op.f("ck_report_reportreason"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "nothing",
                "hidden",
                "warned",
                "restored",
                "links_shown",
                name=op.f("ck_report_verdict"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handled_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "handled_as",
            sa.Enum(
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
                name=op.f("ck_report_role"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_report_board_id_board")),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_report_comment_id_comment"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["handled_by_id"], ["user.id"], name=op.f("fk_report_handled_by_id_user")),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_report_initiative_id_initiative"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["reported_by_id"], ["user.id"], name=op.f("fk_report_reported_by_id_user")),
        sa.ForeignKeyConstraint(
            ["update_id"], ["update.id"], name=op.f("fk_report_update_id_update"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
    )
    op.create_index(op.f("ix_report_comment_id"), "report", ["comment_id"])
    op.create_index(op.f("ix_report_initiative_id"), "report", ["initiative_id"])
    op.create_index(
        "ix_report_open",
        "report",
        ["board_id", "id"],
        sqlite_where=sa.text("handled_at IS NULL"),
        postgresql_where=sa.text("handled_at IS NULL"),
    )
    op.create_index(op.f("ix_report_reported_by_id"), "report", ["reported_by_id"])
    op.create_table(
        "warned",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column(
            "reason",
            sa.Enum(
                "rude",
                "discrimination",
                "privacy",
                "advertising",
                "untrue",
                "other",
                name=op.f("ck_warned_reportreason"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("warned_by_id", sa.Integer(), nullable=False),
        sa.Column(
            "warned_as",
            sa.Enum(
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
                name=op.f("ck_warned_role"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("warned_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_warned_board_id_board")),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_warned_comment_id_comment"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_warned_initiative_id_initiative"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_warned_user_id_user")),
        sa.ForeignKeyConstraint(["warned_by_id"], ["user.id"], name=op.f("fk_warned_warned_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warned")),
    )
    op.create_index(op.f("ix_warned_board_id"), "warned", ["board_id"])
    op.create_index(op.f("ix_warned_user_id"), "warned", ["user_id"])
    op.add_column("comment", sa.Column("links_wait", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("comment", "links_wait")
    op.drop_table("warned")
    op.drop_table("report")
