"""The audit trail, and consent that is only added to."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


# The start of the trail moves first, by the one job that removes what is too old.
REFUSE = {
    "sqlite": (
        """CREATE TRIGGER audit_entry_kept BEFORE UPDATE ON audit_entry
        BEGIN SELECT RAISE(ABORT, 'audit lines do not change'); END""",
        """CREATE TRIGGER audit_entry_there BEFORE DELETE ON audit_entry
        WHEN OLD.id > COALESCE((SELECT last_removed_id FROM audit_start WHERE id = 1), 0)
        BEGIN SELECT RAISE(ABORT, 'audit lines do not go'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' THEN
                IF OLD.id <= COALESCE((SELECT last_removed_id FROM audit_start WHERE id = 1), 0) THEN
                    RETURN OLD;
                END IF;
            END IF;
            RAISE EXCEPTION 'audit lines neither change nor go';
        END $$""",
        """CREATE TRIGGER audit_entry_kept BEFORE UPDATE OR DELETE ON audit_entry
        FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()""",
    ),
}


def upgrade() -> None:
    """Add the tables, and triggers that refuse to change or remove a line."""
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verb", sa.String(length=60), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "resident",
                "partner",
                "representative",
                "municipality",
                "province",
                "council",
                "theme_lead",
                "team",
                "manager",
                "administrator",
                name=op.f("ck_audit_entry_role"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("board_id", sa.Integer(), nullable=True),
        sa.Column("initiative_id", sa.Integer(), nullable=True),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_entry_hash")),
    )
    op.create_index(
        op.f("ix_audit_entry_actor_id_audit_entry_id"), "audit_entry", ["actor_id", "id"], unique=False
    )
    op.create_index(op.f("ix_audit_entry_happened_at"), "audit_entry", ["happened_at"])
    op.create_index(op.f("ix_audit_entry_verb_audit_entry_id"), "audit_entry", ["verb", "id"])
    op.create_table(
        "audit_start",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last_removed_id", sa.Integer(), nullable=False),
        sa.Column("last_removed_hash", sa.String(length=64), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_start")),
    )
    op.create_table(
        "consent_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column(
            "consent_for",
            sa.Enum(
                "on_behalf",
                "quote",
                "picture",
                "digest",
                "address",
                name=op.f("ck_consent_entry_consentfor"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("is_given", sa.Boolean(), nullable=False),
        sa.Column(
            "how",
            sa.Enum(
                "self",
                "link",
                "paper",
                "spoken",
                name=op.f("ck_consent_entry_consenthow"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("noted_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["noted_by_id"], ["user.id"], name=op.f("fk_consent_entry_noted_by_id_user")),
        sa.ForeignKeyConstraint(["person_id"], ["user.id"], name=op.f("fk_consent_entry_person_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_entry")),
    )
    op.create_index(
        op.f("ix_consent_entry_person_id_consent_entry_id"),
        "consent_entry",
        ["person_id", "id"],
    )
    op.create_index(
        op.f("ix_consent_entry_subject_kind_consent_entry_subject_id_consent_entry_id"),
        "consent_entry",
        ["subject_kind", "subject_id", "id"],
    )
    for statement in REFUSE[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Drop them."""
    op.drop_table("consent_entry")
    op.drop_table("audit_start")
    op.drop_table("audit_entry")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_entry_refuse()")
