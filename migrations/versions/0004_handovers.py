"""Handovers of initiatives to organisations that stay, and what follows for whose they are."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

STATES = ("offered", "changes_asked", "accepted", "declined", "withdrawn")
IS_OPEN = sa.text("state IN ('offered', 'changes_asked')")


def state_of(table: str) -> sa.Enum:
    """Return the column type of a state, with the check of this table."""
    check = op.f(f"ck_{table}_handoverstate")
    return sa.Enum(*STATES, name=check, native_enum=False, create_constraint=True, length=20)


def upgrade() -> None:
    """Add the tables, and the columns without making the table of initiatives anew."""
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("to_organisation_id", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("tasks", sa.Text(), nullable=False),
        sa.Column("contacts", sa.Text(), nullable=False),
        sa.Column("documents", sa.Text(), nullable=False),
        sa.Column("open_points", sa.Text(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("state", state_of("handover"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_handover_initiative_id_initiative"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["to_organisation_id"],
            ["organisation.id"],
            name=op.f("fk_handover_to_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    op.create_index(op.f("ix_handover_initiative_id"), "handover", ["initiative_id"])
    op.create_index(op.f("ix_handover_to_organisation_id"), "handover", ["to_organisation_id"])
    op.create_index(
        "ix_handover_open",
        "handover",
        ["initiative_id"],
        unique=True,
        sqlite_where=IS_OPEN,
        postgresql_where=IS_OPEN,
    )
    op.create_table(
        "handover_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("state", state_of("handover_step"), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(1000), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_handover_step_by_id_user")),
        sa.ForeignKeyConstraint(
            ["handover_id"],
            ["handover.id"],
            name=op.f("fk_handover_step_handover_id_handover"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_handover_step_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_step")),
    )
    op.create_index(op.f("ix_handover_step_handover_id"), "handover_step", ["handover_id"])
    # One statement for both databases: Alembic would make the table anew on SQLite to add the key.
    op.execute(
        "ALTER TABLE initiative ADD COLUMN carried_by_id INTEGER"
        " CONSTRAINT fk_initiative_carried_by_id_organisation REFERENCES organisation (id)"
    )
    op.add_column("initiative", sa.Column("carried_from", sa.Date(), nullable=True))
    op.add_column(
        "initiative", sa.Column("team_may_edit", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    """Drop it: what was handed over is of the organisation that began it again."""
    op.drop_column("initiative", "team_may_edit")
    op.drop_column("initiative", "carried_from")
    op.drop_column("initiative", "carried_by_id")
    op.drop_table("handover_step")
    op.drop_table("handover")
