"""The borgingsscan: rounds, answers and the next steps that follow."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "scan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_scan_initiative_id_initiative"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["opened_by_id"], ["user.id"], name=op.f("fk_scan_opened_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan")),
    )
    op.create_index(op.f("ix_scan_initiative_id"), "scan", ["initiative_id"])
    op.create_index(
        "ix_scan_open",
        "scan",
        ["initiative_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "scan_answer",
        sa.Column("scan_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "question",
            sa.Enum(
                "owner",
                "people",
                "money",
                "decision",
                "knowledge",
                "partners",
                "community",
                "learning",
                name=op.f("ck_scan_answer_aspectcode"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.Integer(), nullable=True),
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
                name=op.f("ck_scan_answer_role"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("value BETWEEN 1 AND 5", name=op.f("ck_scan_answer_value")),
        sa.ForeignKeyConstraint(
            ["scan_id"], ["scan.id"], name=op.f("fk_scan_answer_scan_id_scan"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_scan_answer_user_id_user")),
        sa.PrimaryKeyConstraint("scan_id", "user_id", "question", name=op.f("pk_scan_answer")),
    )
    op.create_index(op.f("ix_scan_answer_user_id"), "scan_answer", ["user_id"])
    op.create_table(
        "scan_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scan_id", sa.Integer(), nullable=False),
        sa.Column(
            "question",
            sa.Enum(
                "owner",
                "people",
                "money",
                "decision",
                "knowledge",
                "partners",
                "community",
                "learning",
                name=op.f("ck_scan_step_aspectcode"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("step", sa.String(300), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_scan_step_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["user.id"], name=op.f("fk_scan_step_person_id_user")),
        sa.ForeignKeyConstraint(
            ["scan_id"], ["scan.id"], name=op.f("fk_scan_step_scan_id_scan"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["set_by_id"], ["user.id"], name=op.f("fk_scan_step_set_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan_step")),
        sa.UniqueConstraint("scan_id", "question", name=op.f("uq_scan_step_scan_id_question")),
    )
    op.create_index(op.f("ix_scan_step_organisation_id"), "scan_step", ["organisation_id"])
    op.create_index(op.f("ix_scan_step_person_id"), "scan_step", ["person_id"])


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("scan_step")
    op.drop_table("scan_answer")
    op.drop_table("scan")
