"""The trail holds no name, address or text of anybody: of the whole demonstration, or of the whole world."""

import json

import pytest
from sqlalchemy import Text, select

from tests.demo.conftest import demonstration, password_hash, story_clock  # noqa: F401 - fixtures
from tests.house.world import build_world
from workspace.access import OPERATOR
from workspace.activity.actions import record
from workspace.audit.models import AUDITED, AuditEntry
from workspace.audit.queries.chain import check_trail
from workspace.db import Base, db

SHORTEST = 6  # of a text: shorter ones stand in codes by chance
OURS = {"audit_entry", "audit_start", "alembic_version", "submission"}


def texts_of_people() -> set[str]:
    """Return every name, address and longer text that stands in any table, but for codes."""
    found: set[str] = set()
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if table.name in OURS or (not isinstance(column.type, Text) and not _is_line(column)):
                continue
            found |= set(db.session.scalars(select(column).where(column.is_not(None)).distinct()))
    return {text for text in map(str, found) if len(text) >= SHORTEST and (" " in text or "@" in text)}


def _is_line(column) -> bool:
    return column.name in {"name", "email", "title", "summary", "body", "said_by", "place", "recipient"}


def assert_silent() -> None:
    entries = db.session.scalars(select(AuditEntry)).all()
    assert entries
    told = json.dumps([[entry.verb, entry.details] for entry in entries], ensure_ascii=False)
    names = {word for text in texts_of_people() for word in (text, text.split("@")[0])}
    assert len(names) > 50
    spoken = [name for name in names if len(name) >= SHORTEST and name in told]
    assert not spoken, spoken
    assert check_trail().fault is None


@pytest.mark.slow
@pytest.mark.usefixtures("demonstration")
def test_the_whole_demonstration_leaves_nothing_of_people():
    assert_silent()


def test_events_of_the_whole_world_leave_nothing_of_people(app, tmp_path):
    build_world(tmp_path)
    db.session.commit()
    spoken = {"title": "Soep op dinsdag", "name": "Rachida el Idrissi", "email": "rachida@example.nl"}
    for verb in sorted(AUDITED):
        record(verb, by=OPERATOR, fields=["coordinator"], reason="Omdat het zo is", **spoken)
    db.session.commit()
    assert db.session.query(AuditEntry).count() >= len(AUDITED)
    assert_silent()
