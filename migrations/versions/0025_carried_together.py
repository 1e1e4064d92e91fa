"""Tasks, questions and meetings can be handed on too."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

BEFORE = ("board", "initiative", "aspect", "step", "offer", "representation")
ADDED = ("task", "question", "meeting")
STATES = ("asked", "inbox", "accepted", "declined", "withdrawn")


def upgrade() -> None:
    """Let a transfer be of these kinds too."""
    _allow((*BEFORE, *ADDED))


def downgrade() -> None:
    """Forget who was asked to take over what the version before does not know; they stay with who has them."""
    op.execute("DELETE FROM transfer WHERE kind IN ('task', 'question', 'meeting')")
    _allow(BEFORE)


def _allow(kinds: tuple[str, ...]) -> None:
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("transfer", recreate="always", copy_from=_transfer(kinds)):
            return
    op.drop_constraint(op.f("ck_transfer_carried"), "transfer", type_="check")
    allowed = ", ".join(f"'{kind}'" for kind in kinds)
    op.create_check_constraint(op.f("ck_transfer_carried"), "transfer", f"kind IN ({allowed})")


def _choice(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=op.f(name), native_enum=False, create_constraint=True, length=20)


def _transfer(kinds: tuple[str, ...]) -> sa.Table:
    """Return the whole table, as SQLite makes it anew to change what may be in it."""
    return sa.Table(
        "transfer",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", _choice(kinds, "ck_transfer_carried"), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=True)
            for name in ("departure_id", "from_user_id", "to_user_id", "to_organisation_id")
        ),
        sa.Column("state", _choice(STATES, "ck_transfer_transferstate"), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "to_user_id IS NOT NULL OR to_organisation_id IS NOT NULL", name=op.f("ck_transfer_receiver")
        ),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=op.f(f"fk_transfer_{name}_{table}"))
            for name, table in (
                ("asked_by_id", "user"),
                ("departure_id", "departure"),
                ("from_user_id", "user"),
                ("to_organisation_id", "organisation"),
                ("to_user_id", "user"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer")),
        *(
            sa.Index(op.f(f"ix_transfer_{name}"), name)
            for name in ("departure_id", "from_user_id", "to_organisation_id", "to_user_id")
        ),
        sa.Index(
            "ix_transfer_open",
            "kind",
            "subject_id",
            unique=True,
            sqlite_where=sa.text("state IN ('asked', 'inbox')"),
        ),
    )
