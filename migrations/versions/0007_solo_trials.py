"""Trials in which the programme team keeps its hands off."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "solo_trial",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column(
            "proposed_as",
            sa.Enum("programme", "carrier", name="trialside", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_by_id", sa.Integer(), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_by_id", sa.Integer(), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stop_reason", sa.String(500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_solo_trial_dates")),
        sa.CheckConstraint("agreed_by_id != proposed_by_id", name=op.f("ck_solo_trial_two_people")),
        sa.CheckConstraint("proposed_as IN ('programme', 'carrier')", name=op.f("ck_solo_trial_trialside")),
        sa.ForeignKeyConstraint(["agreed_by_id"], ["user.id"], name=op.f("fk_solo_trial_agreed_by_id_user")),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_solo_trial_initiative_id_initiative"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["user.id"], name=op.f("fk_solo_trial_proposed_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["stopped_by_id"], ["user.id"], name=op.f("fk_solo_trial_stopped_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_solo_trial")),
    )
    op.create_index(op.f("ix_solo_trial_initiative_id"), "solo_trial", ["initiative_id"])


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("solo_trial")
