"""Reports, the queue they wait in, warnings, and what moderators took out of sight."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

REASONS = ("rude", "discrimination", "privacy", "advertising", "untrue", "other")
VERDICTS = ("nothing", "hidden", "warned", "restored", "links_shown")
ROLES = (
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
)
VISIBILITIES = ("draft", "partners", "public")
# Columns that hold one of some words: table, column, the words.
ADDED = (
    ("comment", "removed_for", REASONS),
    ("initiative", "hidden_as", ROLES),
    ("initiative", "hidden_for", REASONS),
    ("initiative", "shown_before", VISIBILITIES),
    ("update", "hidden_as", ROLES),
    ("update", "hidden_for", REASONS),
)


def upgrade() -> None:
    """Add the tables, and columns to what can be reported."""
    _add_looked_at()
    _add_cases()
    _add_reports()
    _add_warned()
    op.add_column("comment", sa.Column("links_wait", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("update", sa.Column("links_wait", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("comment", _words("removal_words"))
    for table in ("initiative", "update"):
        op.add_column(table, sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True))
        op.add_column(table, _words("hidden_words"))
    for table, column, words in ADDED:
        allowed = ", ".join(f"'{word}'" for word in words)
        op.execute(
            f'ALTER TABLE "{table}" ADD COLUMN {column} VARCHAR(20) '
            f"CONSTRAINT ck_{table}_{column} CHECK ({column} IN ({allowed}))"
        )


def downgrade() -> None:
    """Drop them."""
    for table, column, _ in reversed(ADDED):
        op.drop_column(table, column)
    for table in ("update", "initiative"):
        op.drop_column(table, "hidden_words")
        op.drop_column(table, "hidden_at")
    op.drop_column("comment", "removal_words")
    op.drop_column("update", "links_wait")
    op.drop_column("comment", "links_wait")
    op.drop_table("warned")
    op.drop_table("report")
    op.drop_table("moderation_case")
    op.drop_table("looked_at")


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=500), nullable=False, server_default="")


def _one_of(words: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*words, name=op.f(name), native_enum=False, create_constraint=True, length=20)


def _add_looked_at() -> None:
    op.create_table(
        "looked_at",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_looked_at_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_looked_at")),
    )
    op.create_index(op.f("ix_looked_at_user_id"), "looked_at", ["user_id"])


def _add_cases() -> None:
    name = "moderation_case"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=24), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column("update_id", sa.Integer(), nullable=True),
        sa.Column("waits_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("verdict", _one_of(VERDICTS, f"ck_{name}_verdict"), nullable=True),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handled_by_id", sa.Integer(), nullable=True),
        sa.Column("handled_as", _one_of(ROLES, f"ck_{name}_handled_as"), nullable=True),
        sa.Column("judged_text", sa.String(length=64), nullable=False),
        sa.Column("judged_reasons", sa.JSON(), nullable=False),
        _belongs_to("comment", name, "comment_id"),
        _belongs_to("initiative", name, "initiative_id"),
        _belongs_to("update", name, "update_id"),
        sa.ForeignKeyConstraint(["handled_by_id"], ["user.id"], name=op.f(f"fk_{name}_handled_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("about", name=op.f(f"uq_{name}_about")),
    )
    for column in ("comment_id", "initiative_id", "update_id"):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])
    waits = sa.text("waits_since IS NOT NULL")
    op.create_index(
        f"ix_{name}_queue", name, ["waits_since", "id"], sqlite_where=waits, postgresql_where=waits
    )


def _belongs_to(other: str, table: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="CASCADE")


def _add_reports() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("reported_by_id", sa.Integer(), nullable=False),
        sa.Column("reason", _one_of(REASONS, "ck_report_reportreason"), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", _one_of(VERDICTS, "ck_report_verdict"), nullable=True),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        _belongs_to("moderation_case", "report", "case_id"),
        sa.ForeignKeyConstraint(["reported_by_id"], ["user.id"], name=op.f("fk_report_reported_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
    )
    op.create_index(op.f("ix_report_case_id"), "report", ["case_id"])
    op.create_index(op.f("ix_report_reported_by_id"), "report", ["reported_by_id"])
    is_open = sa.text("handled_at IS NULL")
    op.create_index(
        "ix_report_open",
        "report",
        ["case_id", "reported_by_id"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )


def _add_warned() -> None:
    op.create_table(
        "warned",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column("update_id", sa.Integer(), nullable=True),
        sa.Column("verdict", _one_of(VERDICTS, "ck_warned_verdict"), nullable=False),
        sa.Column("reason", _one_of(REASONS, "ck_warned_reportreason"), nullable=True),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("warned_by_id", sa.Integer(), nullable=False),
        sa.Column("warned_as", _one_of(ROLES, "ck_warned_role"), nullable=False),
        sa.Column("warned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_warned_board_id_board")),
        _belongs_to("comment", "warned", "comment_id"),
        _belongs_to("initiative", "warned", "initiative_id"),
        _belongs_to("update", "warned", "update_id"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_warned_user_id_user")),
        sa.ForeignKeyConstraint(["warned_by_id"], ["user.id"], name=op.f("fk_warned_warned_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warned")),
    )
    for column in ("board_id", "initiative_id", "user_id"):
        op.create_index(op.f(f"ix_warned_{column}"), "warned", [column])
