"""The learning history of a phase."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "learning_history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("phase_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("introduction", sa.Text(), nullable=False),
        sa.Column(
            "openness",
            sa.Enum(
                "public",
                "partners",
                name=op.f("ck_learning_history_openness"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user.id"], name=op.f("fk_learning_history_made_by_id_user")
        ),
        sa.ForeignKeyConstraint(["phase_id"], ["phase.id"], name=op.f("fk_learning_history_phase_id_phase")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_learning_history_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_history")),
        sa.UniqueConstraint("phase_id", name=op.f("uq_learning_history_phase_id")),
    )
    op.create_index(
        op.f("ix_learning_history_programme_id"), "learning_history", ["programme_id"], unique=False
    )
    op.create_table(
        "history_chapter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("history_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["history_id"],
            ["learning_history.id"],
            name=op.f("fk_history_chapter_history_id_learning_history"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history_chapter")),
    )
    op.create_index(
        op.f("ix_history_chapter_history_id_history_chapter_position_history_chapter_id"),
        "history_chapter",
        ["history_id", "position", "id"],
    )
    op.create_table(
        "chapter_moment",
        sa.Column("history_id", sa.Integer(), nullable=False),
        sa.Column("moment_id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id"],
            ["history_chapter.id"],
            name=op.f("fk_chapter_moment_chapter_id_history_chapter"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["history_id"],
            ["learning_history.id"],
            name=op.f("fk_chapter_moment_history_id_learning_history"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["moment_id"],
            ["learning_moment.id"],
            name=op.f("fk_chapter_moment_moment_id_learning_moment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("history_id", "moment_id", name=op.f("pk_chapter_moment")),
    )
    op.create_index(
        op.f("ix_chapter_moment_chapter_id_chapter_moment_position_chapter_moment_moment_id"),
        "chapter_moment",
        ["chapter_id", "position", "moment_id"],
    )
    op.create_index(op.f("ix_chapter_moment_moment_id"), "chapter_moment", ["moment_id"])
    op.create_table(
        "closing_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("history_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column("moment_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["history_id"],
            ["learning_history.id"],
            name=op.f("fk_closing_question_history_id_learning_history"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["moment_id"],
            ["learning_moment.id"],
            name=op.f("fk_closing_question_moment_id_learning_moment"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_question")),
    )
    op.create_index(
        op.f("ix_closing_question_history_id_closing_question_position_closing_question_id"),
        "closing_question",
        ["history_id", "position", "id"],
    )
    op.create_index(op.f("ix_closing_question_moment_id"), "closing_question", ["moment_id"])
    op.create_table(
        "starting_point",
        sa.Column("phase_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("taken_over_by_id", sa.Integer(), nullable=False),
        sa.Column("taken_over_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["phase_id"], ["phase.id"], name=op.f("fk_starting_point_phase_id_phase"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["closing_question.id"],
            name=op.f("fk_starting_point_question_id_closing_question"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["taken_over_by_id"], ["user.id"], name=op.f("fk_starting_point_taken_over_by_id_user")
        ),
        sa.PrimaryKeyConstraint("phase_id", "question_id", name=op.f("pk_starting_point")),
    )
    op.create_index(op.f("ix_starting_point_question_id"), "starting_point", ["question_id"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("starting_point")
    op.drop_table("closing_question")
    op.drop_table("chapter_moment")
    op.drop_table("history_chapter")
    op.drop_table("learning_history")
