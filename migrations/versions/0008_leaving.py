"""People who announce to leave, and what they hand on."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "departure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("announced_by_id", sa.Integer(), nullable=False),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["announced_by_id"], ["user.id"], name=op.f("fk_departure_announced_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_departure_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_departure_programme_id_programme")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_departure_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_departure")),
    )
    op.create_index(op.f("ix_departure_organisation_id"), "departure", ["organisation_id"])
    op.create_index(op.f("ix_departure_programme_id"), "departure", ["programme_id"])
    op.create_index(op.f("ix_departure_user_id"), "departure", ["user_id"])
    op.create_table(
        "ended_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("departure_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "membership",
                "team",
                "working_group",
                name=op.f("ck_ended_role_rolekind"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("ended_before", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["departure_id"],
            ["departure.id"],
            name=op.f("fk_ended_role_departure_id_departure"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ended_role")),
    )
    op.create_index(op.f("ix_ended_role_departure_id"), "ended_role", ["departure_id"])
    op.create_table(
        "transfer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "board",
                "initiative",
                "aspect",
                "step",
                "offer",
                "representation",
                name=op.f("ck_transfer_carried"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("departure_id", sa.Integer(), nullable=True),
        sa.Column("from_user_id", sa.Integer(), nullable=True),
        sa.Column("to_user_id", sa.Integer(), nullable=True),
        sa.Column("to_organisation_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "inbox",
                "accepted",
                "declined",
                "withdrawn",
                name=op.f("ck_transfer_transferstate"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "to_user_id IS NOT NULL OR to_organisation_id IS NOT NULL", name=op.f("ck_transfer_receiver")
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_transfer_asked_by_id_user")),
        sa.ForeignKeyConstraint(
            ["departure_id"], ["departure.id"], name=op.f("fk_transfer_departure_id_departure")
        ),
        sa.ForeignKeyConstraint(["from_user_id"], ["user.id"], name=op.f("fk_transfer_from_user_id_user")),
        sa.ForeignKeyConstraint(
            ["to_organisation_id"],
            ["organisation.id"],
            name=op.f("fk_transfer_to_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(["to_user_id"], ["user.id"], name=op.f("fk_transfer_to_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer")),
    )
    op.create_index(op.f("ix_transfer_departure_id"), "transfer", ["departure_id"])
    op.create_index(op.f("ix_transfer_from_user_id"), "transfer", ["from_user_id"])
    op.create_index(
        "ix_transfer_open",
        "transfer",
        ["kind", "subject_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('asked', 'inbox')"),
        postgresql_where=sa.text("state IN ('asked', 'inbox')"),
    )
    op.create_index(op.f("ix_transfer_to_organisation_id"), "transfer", ["to_organisation_id"])
    op.create_index(op.f("ix_transfer_to_user_id"), "transfer", ["to_user_id"])


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("transfer")
    op.drop_table("ended_role")
    op.drop_table("departure")
