"""Advice of advisory bodies."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "advice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("body_html", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "followed",
            sa.Enum(
                "taken",
                "partly",
                "not",
                "later",
                name=op.f("ck_advice_donewith"),
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
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_advice_author_id_user")),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_advice_board_id_board")),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_advice_initiative_id_initiative"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_advice_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["responded_by_id"], ["user.id"], name=op.f("fk_advice_responded_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advice")),
    )
    op.create_index(
        op.f("ix_advice_board_id_advice_initiative_id_advice_id"),
        "advice",
        ["board_id", "initiative_id", "id"],
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("advice")
