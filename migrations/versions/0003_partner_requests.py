"""Questions of programmes to organisations, whether they take part."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "partner_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["user.id"], name=op.f("fk_partner_request_asked_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_partner_request_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_partner_request_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_request")),
    )
    with op.batch_alter_table("partner_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_partner_request_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_partner_request_programme_id_partner_request_organisation_id"),
            ["programme_id", "organisation_id"],
            unique=False,
        )


def downgrade() -> None:
    """Drop it with what was asked."""
    with op.batch_alter_table("partner_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partner_request_programme_id_partner_request_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_partner_request_organisation_id"))

    op.drop_table("partner_request")
