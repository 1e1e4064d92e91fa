"""Where partners stand between letting go and steering."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

POSITIONS = ("steering", "mostly_steering", "halfway", "mostly_letting_go", "letting_go")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "stance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column(
            "stands",
            sa.Enum(
                *POSITIONS,
                name=op.f("ck_stance_stands"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "wants",
            sa.Enum(
                *POSITIONS, name=op.f("ck_stance_wants"), native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("why", sa.String(500), nullable=False),
        sa.Column("marked_by_id", sa.Integer(), nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_stance_board_id_board")),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_stance_initiative_id_initiative"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["marked_by_id"], ["user.id"], name=op.f("fk_stance_marked_by_id_user")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_stance_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stance")),
    )
    op.create_index(
        op.f("ix_stance_board_id_stance_initiative_id_stance_id"),
        "stance",
        ["board_id", "initiative_id", "id"],
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("stance")
