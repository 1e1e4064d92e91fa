"""Kinds of evidence, the next step of an aspect, and streams of money."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add them; evidence that had a link is of that kind."""
    op.create_table(
        "funding_stream",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("funder", sa.String(100), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_funding_stream_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_stream")),
        sa.UniqueConstraint("programme_id", "name", name=op.f("uq_funding_stream_programme_id_name")),
    )
    text = {"nullable": False, "server_default": ""}
    for changed in ("borging_aspect", "aspect_change"):
        op.add_column(changed, sa.Column("next_step", sa.String(300), **text))
        op.add_column(changed, sa.Column("next_step_on", sa.Date(), nullable=True))
    # One statement for both databases: Alembic would make the table anew on SQLite to add a check or a key.
    op.execute(
        "ALTER TABLE evidence ADD COLUMN kind VARCHAR(20) NOT NULL DEFAULT 'text'"
        " CONSTRAINT ck_evidence_evidencekind"
        " CHECK (kind IN ('text', 'link', 'file', 'decision', 'agreement', 'funding'))"
    )
    op.execute("UPDATE evidence SET kind = 'link' WHERE link != ''")
    op.add_column("evidence", sa.Column("file_name", sa.String(80), **text))
    op.add_column("evidence", sa.Column("file_title", sa.String(200), **text))
    op.add_column("evidence", sa.Column("file_size", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("evidence", sa.Column("said_by", sa.String(200), **text))
    op.add_column("evidence", sa.Column("said_on", sa.Date(), nullable=True))
    op.add_column("evidence", sa.Column("runs_until", sa.Date(), nullable=True))
    op.add_column("evidence", sa.Column("amount_cents", sa.BigInteger(), nullable=True))
    op.add_column("evidence", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    for column, other in (("funding_stream_id", "funding_stream"), ("withdrawn_by_id", "user")):
        op.execute(
            f"ALTER TABLE evidence ADD COLUMN {column} INTEGER"
            f' CONSTRAINT fk_evidence_{column}_{other} REFERENCES "{other}" (id)'
        )
    op.create_index(op.f("ix_evidence_funding_stream_id"), "evidence", ["funding_stream_id"])


def downgrade() -> None:
    """Drop them: what was given as evidence keeps its words and its link."""
    op.drop_index(op.f("ix_evidence_funding_stream_id"), "evidence")
    for column in (
        "kind", "file_name", "file_title", "file_size", "said_by", "said_on", "runs_until", "amount_cents",
        "withdrawn_at", "funding_stream_id", "withdrawn_by_id",
    ):  # fmt: skip
        op.drop_column("evidence", column)
    for changed in ("borging_aspect", "aspect_change"):
        op.drop_column(changed, "next_step")
        op.drop_column(changed, "next_step_on")
    op.drop_table("funding_stream")
