"""The start check, and frameworks as they were."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "framework_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("fixed", sa.Text(), nullable=False),
        sa.Column("free", sa.Text(), nullable=False),
        sa.Column("decider", sa.String(length=300), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
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
                name=op.f("ck_framework_change_role"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_framework_change_initiative_id_initiative"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user.id"], name=op.f("fk_framework_change_made_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_framework_change_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_framework_change")),
    )
    op.create_index(
        op.f("ix_framework_change_initiative_id"), "framework_change", ["initiative_id"], unique=False
    )
    op.create_table(
        "start_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column(
            "question",
            sa.Enum(
                "support",
                "goals",
                "frameworks",
                "roles",
                "expectations",
                "borging",
                name=op.f("ck_start_answer_startquestion"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "clarity",
            sa.Enum(
                "clear",
                "partly",
                "unclear",
                name=op.f("ck_start_answer_clarity"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("who_could_say", sa.String(length=200), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=False),
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
                name=op.f("ck_start_answer_role"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["user.id"], name=op.f("fk_start_answer_answered_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_start_answer_initiative_id_initiative"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_start_answer_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_start_answer")),
    )
    op.create_index(op.f("ix_start_answer_answered_by_id"), "start_answer", ["answered_by_id"])
    op.create_index(
        op.f("ix_start_answer_initiative_id_start_answer_question_start_answer_id"),
        "start_answer",
        ["initiative_id", "question", "id"],
    )
    op.create_table(
        "started_anyway",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("open_questions", sa.JSON(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
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
                name=op.f("ck_started_anyway_role"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_started_anyway_initiative_id_initiative"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_started_anyway_made_by_id_user")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_started_anyway_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_started_anyway")),
    )
    op.create_index(
        op.f("ix_started_anyway_initiative_id"), "started_anyway", ["initiative_id"], unique=False
    )
    text = {"nullable": False, "server_default": ""}
    op.add_column("initiative", sa.Column("frameworks_free", sa.Text(), **text))
    op.add_column("initiative", sa.Column("frameworks_decider", sa.String(300), **text))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("initiative", "frameworks_decider")
    op.drop_column("initiative", "frameworks_free")
    op.drop_table("started_anyway")
    op.drop_table("start_answer")
    op.drop_table("framework_change")
