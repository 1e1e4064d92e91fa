"""Second steps, accounts elsewhere, and what is known of a session."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "code_generator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(length=400), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_code_generator_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_generator")),
        sa.UniqueConstraint("user_id", name=op.f("uq_code_generator_user_id")),
    )
    op.create_table(
        "outside_identity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(length=300), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_outside_identity_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_identity")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_outside_identity_issuer_subject")),
    )
    op.create_index(op.f("ix_outside_identity_user_id"), "outside_identity", ["user_id"])
    op.create_table(
        "passkey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.String(length=1400), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_passkey_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
    )
    op.create_index(op.f("ix_passkey_user_id"), "passkey", ["user_id"])
    op.create_table(
        "passkey_challenge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("challenge", sa.LargeBinary(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_passkey_challenge_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey_challenge")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_passkey_challenge_token_hash")),
    )
    op.create_index(op.f("ix_passkey_challenge_user_id"), "passkey_challenge", ["user_id"])
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_recovery_code_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_recovery_code_code_hash")),
    )
    op.create_index(op.f("ix_recovery_code_user_id"), "recovery_code", ["user_id"])
    op.create_table(
        "sign_in_under_way",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "password",
                "link",
                "passkey",
                "outside",
                name=op.f("ck_sign_in_under_way_way"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("next_path", sa.String(length=500), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_sign_in_under_way_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_under_way")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_under_way_token_hash")),
    )
    op.create_index(op.f("ix_sign_in_under_way_user_id"), "sign_in_under_way", ["user_id"])
    op.add_column("user", sa.Column("last_seen_on", sa.Date(), nullable=True))
    # On which day people were here was not noted until now: nobody is warned today that they were away long.
    op.execute(
        """UPDATE "user" SET last_seen_on = CURRENT_DATE
        WHERE confirmed_at IS NOT NULL AND entered_by_id IS NULL"""
    )
    op.add_column("user", sa.Column("anonymised_at", sa.DateTime(timezone=True), nullable=True))
    for column in (
        sa.Column("way", sa.String(length=20), nullable=True),
        sa.Column("device", sa.String(length=60), nullable=True),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("second_step_at", sa.DateTime(timezone=True), nullable=True),
    ):
        op.add_column("user_session", column)
    # Whoever is signed in stays so; how they came in is not known, and what needs that asks it again.
    op.execute(
        "UPDATE user_session SET way = 'link', device = '', last_seen_at = created_at, proved_at = created_at"
    )
    # A server of the version before, which goes on meanwhile, leaves these open when it lets somebody in.
    now = sa.text("CURRENT_TIMESTAMP")
    with op.batch_alter_table("user_session") as session:
        session.alter_column(
            "way",
            existing_type=sa.String(length=20),
            type_=sa.Enum(
                "password",
                "link",
                "passkey",
                "outside",
                name=op.f("ck_user_session_way"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
            server_default="link",
        )
        device, moment = sa.String(length=60), sa.DateTime(timezone=True)
        session.alter_column("device", existing_type=device, nullable=False, server_default="")
        session.alter_column("last_seen_at", existing_type=moment, nullable=False, server_default=now)
        session.alter_column("proved_at", existing_type=moment, nullable=False, server_default=now)


def downgrade() -> None:
    """Drop them."""
    with op.batch_alter_table("user_session") as session:
        session.drop_constraint(op.f("ck_user_session_way"), type_="check")
        for column in ("second_step_at", "proved_at", "last_seen_at", "device", "way"):
            session.drop_column(column)
    op.drop_column("user", "anonymised_at")
    op.drop_column("user", "last_seen_on")
    op.drop_table("sign_in_under_way")
    op.drop_table("recovery_code")
    op.drop_table("passkey_challenge")
    op.drop_table("passkey")
    op.drop_table("outside_identity")
    op.drop_table("code_generator")
