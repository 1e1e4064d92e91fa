"""Red threads through learning moments."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "red_thread",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("sentence", sa.String(length=400), nullable=False),
        sa.Column(
            "openness",
            sa.Enum(
                "public",
                "partners",
                name=op.f("ck_red_thread_openness"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_red_thread_made_by_id_user")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_red_thread_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_red_thread")),
    )
    op.create_index(
        op.f("ix_red_thread_programme_id_red_thread_id"), "red_thread", ["programme_id", "id"], unique=False
    )
    op.create_table(
        "declined_suggestion",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("moment_id", sa.Integer(), nullable=False),
        sa.Column("declined_by_id", sa.Integer(), nullable=False),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["declined_by_id"], ["user.id"], name=op.f("fk_declined_suggestion_declined_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["moment_id"],
            ["learning_moment.id"],
            name=op.f("fk_declined_suggestion_moment_id_learning_moment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"],
            ["red_thread.id"],
            name=op.f("fk_declined_suggestion_thread_id_red_thread"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("thread_id", "moment_id", name=op.f("pk_declined_suggestion")),
    )
    op.create_index(
        op.f("ix_declined_suggestion_moment_id"), "declined_suggestion", ["moment_id"], unique=False
    )
    op.create_table(
        "thread_moment",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("moment_id", sa.Integer(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["user.id"], name=op.f("fk_thread_moment_added_by_id_user")),
        sa.ForeignKeyConstraint(
            ["moment_id"],
            ["learning_moment.id"],
            name=op.f("fk_thread_moment_moment_id_learning_moment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"],
            ["red_thread.id"],
            name=op.f("fk_thread_moment_thread_id_red_thread"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("thread_id", "moment_id", name=op.f("pk_thread_moment")),
    )
    op.create_index(op.f("ix_thread_moment_moment_id"), "thread_moment", ["moment_id"])
    op.create_table(
        "declined_pair",
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("declined_by_id", sa.Integer(), nullable=False),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_declined_pair_order")),
        sa.ForeignKeyConstraint(
            ["declined_by_id"], ["user.id"], name=op.f("fk_declined_pair_declined_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["first_id"],
            ["learning_moment.id"],
            name=op.f("fk_declined_pair_first_id_learning_moment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["second_id"],
            ["learning_moment.id"],
            name=op.f("fk_declined_pair_second_id_learning_moment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_declined_pair")),
    )
    op.create_index(op.f("ix_declined_pair_second_id"), "declined_pair", ["second_id"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("declined_pair")
    op.drop_table("thread_moment")
    op.drop_table("declined_suggestion")
    op.drop_table("red_thread")
