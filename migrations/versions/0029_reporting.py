"""Reports, their sections, and what partners say of them."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "plan_reminder",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_plan_reminder_programme_id_programme"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("programme_id", "year", "step", name=op.f("pk_plan_reminder")),
    )
    op.create_table(
        "programme_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "progress",
                "main_lines",
                "council_paper",
                "activities",
                "plan",
                name=op.f("ck_programme_report_reportkind"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "openness",
            sa.Enum(
                "public",
                "partners",
                name=op.f("ck_programme_report_openness"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "out",
                "adopted",
                name=op.f("ck_programme_report_reportstate"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("react_by", sa.Date(), nullable=True),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("adopted_by_id", sa.Integer(), nullable=True),
        sa.Column("frozen", sa.Text(), nullable=True),
        sa.Column("frozen_hash", sa.String(length=64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_programme_report_dates")),
        sa.ForeignKeyConstraint(
            ["adopted_by_id"], ["user.id"], name=op.f("fk_programme_report_adopted_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user.id"], name=op.f("fk_programme_report_made_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_programme_report_programme_id_programme")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"],
            ["programme_report.id"],
            name=op.f("fk_programme_report_replaces_id_programme_report"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_report")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_programme_report_replaces_id")),
    )
    op.create_index(
        op.f("ix_programme_report_programme_id_programme_report_ends_on_programme_report_id"),
        "programme_report",
        ["programme_id", "ends_on", "id"],
    )
    op.create_table(
        "nothing_to_tell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("is_about_obstacles", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("said_by_id", sa.Integer(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_nothing_to_tell_board_id_board")),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["programme_report.id"],
            name=op.f("fk_nothing_to_tell_report_id_programme_report"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["said_by_id"], ["user.id"], name=op.f("fk_nothing_to_tell_said_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nothing_to_tell")),
        sa.UniqueConstraint(
            "report_id",
            "board_id",
            "is_about_obstacles",
            name=op.f("uq_nothing_to_tell_report_id_board_id_is_about_obstacles"),
        ),
    )
    op.create_table(
        "plan_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("cents >= 0", name=op.f("ck_plan_line_not_negative")),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_plan_line_board_id_board")),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["programme_report.id"],
            name=op.f("fk_plan_line_report_id_programme_report"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_line")),
    )
    op.create_index(
        op.f("ix_plan_line_report_id_plan_line_board_id_plan_line_position_plan_line_id"),
        "plan_line",
        ["report_id", "board_id", "position", "id"],
    )
    op.create_table(
        "report_section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=True),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("drawn", sa.Text(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("edited", sa.Text(), nullable=True),
        sa.Column("edited_from", sa.Text(), nullable=True),
        sa.Column("edited_by_id", sa.Integer(), nullable=True),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_report_section_board_id_board")),
        sa.ForeignKeyConstraint(
            ["edited_by_id"], ["user.id"], name=op.f("fk_report_section_edited_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["programme_report.id"],
            name=op.f("fk_report_section_report_id_programme_report"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_section")),
    )
    op.create_index(
        op.f("ix_report_section_report_id_report_section_position_report_section_id"),
        "report_section",
        ["report_id", "position", "id"],
    )
    op.create_table(
        "section_remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
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
                name=op.f("ck_section_remark_role"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "done",
            sa.Enum(
                "taken",
                "partly",
                "not",
                "later",
                name=op.f("ck_section_remark_donewith"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("responded_by_id", sa.Integer(), nullable=True),
        sa.Column("responded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_section_remark_author_id_user")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_section_remark_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["responded_by_id"], ["user.id"], name=op.f("fk_section_remark_responded_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["section_id"],
            ["report_section.id"],
            name=op.f("fk_section_remark_section_id_report_section"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_remark")),
    )
    op.create_index(op.f("ix_section_remark_author_id"), "section_remark", ["author_id"])
    op.create_index(
        op.f("ix_section_remark_section_id_section_remark_id"),
        "section_remark",
        ["section_id", "id"],
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("section_remark")
    op.drop_table("report_section")
    op.drop_table("plan_line")
    op.drop_table("nothing_to_tell")
    op.drop_table("programme_report")
    op.drop_table("plan_reminder")
