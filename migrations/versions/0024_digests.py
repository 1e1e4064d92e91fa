"""When somebody wants mail, and which message told them of what."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "mail_choice",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("at_once", sa.Boolean(), nullable=False),
        sa.Column("unsubscribe_key", sa.String(length=64), nullable=False),
        sa.Column("digested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("days BETWEEN 0 AND 127", name=op.f("ck_mail_choice_days")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_mail_choice_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_mail_choice")),
        sa.UniqueConstraint("unsubscribe_key", name=op.f("uq_mail_choice_unsubscribe_key")),
    )
    op.create_table(
        "mailed_notice",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_mailed_notice_notice_id_notice"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["mail_id"],
            ["outgoing_mail.id"],
            name=op.f("fk_mailed_notice_mail_id_outgoing_mail"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("notice_id", name=op.f("pk_mailed_notice")),
    )
    op.create_index(op.f("ix_mailed_notice_mail_id"), "mailed_notice", ["mail_id"])
    op.add_column("outgoing_mail", sa.Column("html", sa.Text(), nullable=False, server_default=""))
    op.add_column("outgoing_mail", sa.Column("kind", sa.String(20), nullable=False, server_default=""))
    op.add_column(
        "outgoing_mail", sa.Column("unsubscribe", sa.String(300), nullable=False, server_default="")
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_column("outgoing_mail", "unsubscribe")
    op.drop_column("outgoing_mail", "kind")
    op.drop_column("outgoing_mail", "html")
    op.drop_table("mailed_notice")
    op.drop_table("mail_choice")
