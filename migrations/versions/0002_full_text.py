"""Full-text search over initiatives.

SQLite keeps an FTS5 table beside the initiatives, kept up to date by triggers; PostgreSQL computes a column.
A later migration that rebuilds the table `initiative` in SQLite (batch_alter_table) drops these triggers and
has to make them again.
"""

from alembic import op

revision = "0002"
down_revision = "0001"

COLUMNS = ("title", "summary", "why", "for_whom", "place", "helpers")
NAMES = ", ".join(COLUMNS)


def values(row: str) -> str:
    return ", ".join(f"{row}.{column}" for column in COLUMNS)


FORGET = (
    f"INSERT INTO initiative_fts(initiative_fts, rowid, {NAMES}) VALUES ('delete', old.id, {values('old')});"
)
LEARN = f"INSERT INTO initiative_fts(rowid, {NAMES}) VALUES (new.id, {values('new')});"
TRIGGERS = {
    "initiative_fts_added": f"AFTER INSERT ON initiative BEGIN {LEARN} END",
    "initiative_fts_removed": f"AFTER DELETE ON initiative BEGIN {FORGET} END",
    "initiative_fts_changed": f"AFTER UPDATE OF {NAMES} ON initiative BEGIN {FORGET} {LEARN} END",
}


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        words = " || ' ' || ".join(COLUMNS)
        op.execute(
            "ALTER TABLE initiative ADD COLUMN words_fts tsvector"
            f" GENERATED ALWAYS AS (to_tsvector('dutch', {words})) STORED"
        )
        op.execute("CREATE INDEX ix_initiative_words_fts ON initiative USING gin (words_fts)")
        return
    op.execute(
        f"CREATE VIRTUAL TABLE initiative_fts USING fts5({NAMES}, content='initiative', content_rowid='id',"
        " tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute("INSERT INTO initiative_fts(initiative_fts) VALUES ('rebuild')")
    for name, what in TRIGGERS.items():
        op.execute(f"CREATE TRIGGER {name} {what}")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX ix_initiative_words_fts")
        op.execute("ALTER TABLE initiative DROP COLUMN words_fts")
        return
    for name in TRIGGERS:
        op.execute(f"DROP TRIGGER {name}")
    op.execute("DROP TABLE initiative_fts")
