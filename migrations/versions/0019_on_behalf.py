"""What is entered for somebody else."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "claim_code",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_by_id", sa.Integer(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["claimed_by_id"], ["user.id"], name=op.f("fk_claim_code_claimed_by_id_user")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["user.id"], name=op.f("fk_claim_code_person_id_user")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_claim_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_claim_code_code_hash")),
    )
    op.create_table(
        "on_behalf",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "idea",
                "support",
                "comment",
                name=op.f("ck_on_behalf_contribution"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "received",
            sa.Enum(
                "at_home",
                "meeting",
                "phone",
                "desk",
                "paper",
                name=op.f("ck_on_behalf_receivedhow"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("consent_on", sa.Date(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_on_behalf_comment_id_comment"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["entered_by_id"], ["user.id"], name=op.f("fk_on_behalf_entered_by_id_user")),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_on_behalf_initiative_id_initiative"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_on_behalf_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["user.id"], name=op.f("fk_on_behalf_person_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_on_behalf")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_on_behalf_comment_id")),
    )
    op.create_index(op.f("ix_on_behalf_entered_by_id"), "on_behalf", ["entered_by_id"])
    op.create_index(
        op.f("ix_on_behalf_initiative_id_on_behalf_kind"),
        "on_behalf",
        ["initiative_id", "kind"],
    )
    op.create_index(op.f("ix_on_behalf_person_id"), "on_behalf", ["person_id"])
    # One statement for both databases: Alembic would make the table anew on SQLite to add a key.
    op.execute(
        'ALTER TABLE "user" ADD COLUMN entered_by_id INTEGER'
        ' CONSTRAINT fk_user_entered_by_id_user REFERENCES "user" (id)'
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_column("user", "entered_by_id")
    op.drop_table("on_behalf")
    op.drop_table("claim_code")
