"""`audit-check` finds the first line that is not as it was written, and says what it cannot see."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from tests import cast
from workspace.access import OPERATOR
from workspace.audit.actions import note
from workspace.audit.actions.forgetting import forget_lines
from workspace.audit.cli import keep_trail
from workspace.audit.models import AuditEntry, AuditStart, hash_of_line
from workspace.audit.queries.chain import Fault, Wrong, check_trail
from workspace.config import Settings
from workspace.db import db, now

COLUMNS = [column.name for column in AuditEntry.__table__.columns]


@pytest.fixture
def trail(app) -> list[str]:
    """Ten lines; the hashes of each."""
    for number in range(1, 11):
        note("changed_name", by=OPERATOR, subject_id=number, kind="x")
        db.session.commit()
    return [line.hash for line in db.session.query(AuditEntry).order_by(AuditEntry.id)]


@pytest.fixture
def tamper(app):
    """Do something in the database as somebody who owns it: without its triggers, which come back after."""
    is_postgresql = db.engine.dialect.name == "postgresql"
    triggers = db.session.execute(
        text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'")
    ).all() if not is_postgresql else []  # fmt: skip
    db.session.rollback()

    def do(*statements: str, **values: Any) -> None:
        off = [f"DROP TRIGGER {name}" for name, _ in triggers]
        on = [sql for _, sql in triggers]
        if is_postgresql:
            off = ["ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_kept"]
            on = ["ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_kept"]
        for statement in off + list(statements) + on:
            db.session.connection().execute(text(statement), values if ":" in statement else {})
        db.session.commit()

    return do


def shift(first: int, by: int) -> tuple[str, str]:
    """Give all lines from this one on another number, in two steps because each is unique."""
    return (
        f"UPDATE audit_entry SET id = -id WHERE id >= {first}",
        f"UPDATE audit_entry SET id = -id + {by} WHERE id < 0",
    )


def test_a_whole_trail_is_well(app, trail):
    found = check_trail()
    assert (found.lines, found.fault, found.knows) == (10, None, None)
    assert found.head == (10, trail[-1])
    result = app.test_cli_runner().invoke(args=["audit-check"])
    assert result.exit_code == 0
    assert "10 lines are as they were written" in result.output
    assert trail[-1] in result.output
    assert "Not seen by this" in result.output


def test_an_empty_trail_is_well(app):
    assert check_trail().lines == 0
    assert app.test_cli_runner().invoke(args=["audit-check"]).exit_code == 0


CHANGES = (
    "verb = 'changed_address'",
    "subject_id = 99",
    "actor_id = 5",
    "role = 'manager'",
    "programme_id = 1",
    "board_id = 1",
    "initiative_id = 1",
    """details = '{"kind": "y"}'""",
    "happened_at = '2020-01-01 00:00:00.000000'",
    "hash = 'x'",
)


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_line_is_found_whatever_was_changed(trail, tamper, change):
    tamper(f"UPDATE audit_entry SET {change} WHERE id = 4")
    found = check_trail()
    assert found.fault == Fault(4, Wrong.CHANGED)
    assert found.lines == 3


def test_a_changed_line_with_a_new_hash_shows_at_the_next(app, trail, tamper):
    line = db.session.get(AuditEntry, 4)
    fields = {name: getattr(line, name) for name in COLUMNS} | {"verb": "made_account"}
    tamper(
        "UPDATE audit_entry SET verb = 'made_account', hash = :hash WHERE id = 4", hash=hash_of_line(fields)
    )
    assert check_trail().fault == Fault(5, Wrong.REMOVED)
    result = app.test_cli_runner().invoke(args=["audit-check"])
    assert result.exit_code == 1
    assert "Line 5 is gone, or a line just before it is." in result.output


def test_lines_removed_in_the_middle_are_found(trail, tamper):
    tamper("DELETE FROM audit_entry WHERE id IN (4, 5)")
    assert check_trail().fault == Fault(4, Wrong.REMOVED)


def test_also_when_those_after_it_got_other_numbers(trail, tamper):
    tamper("DELETE FROM audit_entry WHERE id = 4", *shift(5, -1))
    assert check_trail().fault == Fault(4, Wrong.REMOVED)


def test_the_oldest_removed_without_saying_so_are_found(trail, tamper):
    tamper("DELETE FROM audit_entry WHERE id < 3")
    assert check_trail().fault == Fault(1, Wrong.REMOVED)


def test_a_line_put_in_between_is_found(trail, tamper):
    fields = {**dict.fromkeys(COLUMNS), "id": 4, "happened_at": now(), "verb": "made_administrator"}
    fields |= {"details": {}, "previous_hash": trail[2]}
    tamper(*shift(4, 1))
    db.session.execute(AuditEntry.__table__.insert().values({**fields, "hash": hash_of_line(fields)}))
    db.session.commit()
    assert check_trail().fault == Fault(4, Wrong.INSERTED)


def test_lines_that_changed_places_are_found(trail, tamper):
    tamper(
        "UPDATE audit_entry SET id = -5 WHERE id = 5",
        "UPDATE audit_entry SET id = 5 WHERE id = 8",
        "UPDATE audit_entry SET id = 8 WHERE id = -5",
    )
    assert check_trail().fault == Fault(5, Wrong.MOVED)


def test_an_end_that_was_cut_off_shows_by_a_hash_kept_elsewhere_only(app, trail, tamper):
    tamper("DELETE FROM audit_entry WHERE id > 7")
    assert check_trail().fault is None
    assert check_trail(trail[6]).knows is True
    assert check_trail(trail[9]).knows is False
    result = app.test_cli_runner().invoke(args=["audit-check", "--expect", trail[9]])
    assert result.exit_code == 1
    assert "not among them" in result.output
    assert app.test_cli_runner().invoke(args=["audit-check", "--expect", trail[2]]).exit_code == 0


def test_the_oldest_go_when_their_time_is_over_and_the_chain_still_holds(app, trail):
    moment = db.session.get(AuditEntry, 5).happened_at
    db.session.rollback()
    assert forget_lines(moment, by=OPERATOR) == 4
    db.session.commit()
    found = check_trail(trail[3])
    assert (found.lines, found.fault, found.knows) == (7, None, True)  # and the line that says so
    last = db.session.get(AuditEntry, 11)
    assert (last.verb, last.details) == ("audit.trimmed", {"lines": 4, "until": 4})
    assert db.session.get(AuditStart, 1).last_removed_hash == trail[3]
    db.session.rollback()
    assert forget_lines(now() + timedelta(days=1), by=OPERATOR) == 7  # all of them: numbers go on
    db.session.commit()
    assert check_trail().head.number == 12


def test_a_line_that_is_younger_keeps_those_after_it(trail, tamper):
    """A clock that was set back does not tear the chain."""
    tamper("UPDATE audit_entry SET happened_at = '2001-01-01 00:00:00.000000' WHERE id IN (1, 2, 7)")
    assert forget_lines(now() - timedelta(days=365), by=OPERATOR) == 2
    db.session.commit()
    assert [line.id for line in db.session.query(AuditEntry).order_by(AuditEntry.id)] == [*range(3, 12)]


def test_each_hour_what_is_older_than_the_setting_goes(app, trail, caplog, monkeypatch):
    caplog.set_level("INFO", logger="workspace.audit.cli")
    keep_trail()
    assert f"0 lines removed; the last is number 10: {trail[9]}" in caplog.text
    monkeypatch.setitem(app.extensions, "settings", Settings(audit_months=-1))
    keep_trail()
    assert "10 lines removed" not in caplog.text  # perhaps it is the clock that is wrong
    cast.let_clock_hold()
    keep_trail()
    assert "10 lines removed; the last is number 11" in caplog.text
