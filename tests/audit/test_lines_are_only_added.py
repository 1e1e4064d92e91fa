"""The audit trail: each line hangs on the one before it, and none changes or goes."""

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Thread

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from tests.following.test_who_is_told import IN_PARTS, verbs_in_the_code
from tests.logs import run_ours
from workspace.access import OPERATOR, VISITOR, Role
from workspace.activity.actions import record
from workspace.audit.actions import note, note_reading
from workspace.audit.models import AUDITED, BEFORE_ALL, AppendOnly, AuditEntry, hash_of_line
from workspace.audit.models.left_out import NOT_AUDITED
from workspace.audit.models.rules import KEPT_DETAILS, ONLY_WITH
from workspace.boards.queries.actors import get_actors
from workspace.db import db, read_only
from workspace.following.models import TELLS, UNTOLD


def lines() -> list[AuditEntry]:
    db.session.expire_all()
    return list(db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def assert_chained(found: list[AuditEntry]) -> None:
    previous = BEFORE_ALL
    for number, line in enumerate(found, start=1):
        assert line.id == number
        assert line.previous_hash == previous
        fields = {column.name: getattr(line, column.name) for column in AuditEntry.__table__.columns}
        assert line.hash == hash_of_line(fields)
        previous = line.hash


def test_lines_hang_together_in_the_order_in_which_things_happened(app, marja, programme):
    note("made_account", by=OPERATOR, subject_id=7, is_admin=True)
    note("partner.ended", by=get_actors([marja.id])[marja.id], programme_id=programme.id, organisation=3)
    db.session.commit()
    note("changed_password", by=VISITOR)
    db.session.commit()
    found = lines()
    assert [line.verb for line in found] == ["made_account", "partner.ended", "changed_password"]
    assert [line.role for line in found] == [Role.ADMINISTRATOR, Role.MANAGER, None]
    assert found[1].actor_id == marja.id
    assert found[1].details == {"organisation": 3}
    assert_chained(found)


def test_what_is_rolled_back_leaves_nothing(app):
    note("made_account", by=OPERATOR)
    db.session.rollback()
    note("changed_name", by=OPERATOR)
    with pytest.raises(ZeroDivisionError), db.session.begin_nested():
        note("changed_address", by=OPERATOR)
        raise ZeroDivisionError
    with db.session.begin_nested():
        note("changed_password", by=OPERATOR)
    db.session.commit()
    assert [line.verb for line in lines()] == ["changed_name", "changed_password"]
    assert_chained(lines())


def test_an_event_that_matters_leaves_a_line_without_words_of_people(app, marja, programme):
    by = get_actors([marja.id])[marja.id]
    record(
        "programme_report_adopted", by=by, programme_id=programme.id, report=4, title="Ons jaar", hash="0a"
    )
    record("initiative_edited", by=by, programme_id=programme.id, fields=["title"])
    record("initiative_edited", by=by, programme_id=programme.id, fields=["coordinator"])
    record("task_done", by=by, programme_id=programme.id)
    db.session.commit()
    assert [(line.verb, line.details) for line in lines()] == [
        ("programme_report_adopted", {"report": 4, "hash": "0a"}),
        ("initiative_edited", {"fields": ["coordinator"]}),
    ]


@pytest.mark.parametrize(
    "value", ["Rachida el Idrissi", "nico@example.nl", ["ok", "twee woorden"], {"a": 1}, 1.5]
)
def test_what_could_be_a_name_or_a_text_is_refused(app, value):
    with pytest.raises(ValueError, match="codes and numbers only"):
        note("made_account", by=OPERATOR, kind=value)


def test_reading_is_noted_before_anything_is_handed_out(app):
    with read_only():
        note_reading("exported", by=OPERATOR, subject_id=5, kind="csv")
    assert [(line.verb, line.subject_id, line.details) for line in lines()] == [
        ("exported", 5, {"kind": "csv"})
    ]
    note_reading("exported", by=OPERATOR)  # while writing it belongs to what is written
    db.session.rollback()
    assert len(lines()) == 1


def test_no_line_is_changed_or_removed_through_the_session(app):
    note("made_account", by=OPERATOR)
    db.session.commit()
    line = lines()[0]
    line.verb = "changed_name"
    with pytest.raises(AppendOnly):
        db.session.flush()
    db.session.rollback()
    db.session.delete(lines()[0])
    with pytest.raises(AppendOnly):
        db.session.flush()
    db.session.rollback()
    for statement in (update(AuditEntry).values(verb="x"), delete(AuditEntry)):
        with pytest.raises(AppendOnly):
            db.session.execute(statement)
        db.session.rollback()


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET verb = 'x'", "DELETE FROM audit_entry"])
def test_the_database_itself_refuses_too(app, statement):
    note("made_account", by=OPERATOR)
    db.session.commit()
    with pytest.raises(DBAPIError, match="audit lines"):
        db.session.execute(text(statement))
    db.session.rollback()
    assert len(lines()) == 1


def test_many_at_once_make_one_chain_without_gaps(app):
    start = Barrier(6)

    def write(number: int) -> None:
        with app.app_context():
            start.wait()
            for turn in range(8):
                note("changed_name", by=OPERATOR, subject_id=number * 100 + turn)
                note("changed_password", by=OPERATOR, subject_id=number * 100 + turn)
                db.session.rollback() if turn % 4 == 3 else db.session.commit()

    threads = [Thread(target=write, args=(number,)) for number in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    found = lines()
    assert len(found) == 6 * 6 * 2
    assert_chained(found)
    pairs = zip(found[::2], found[1::2], strict=True)
    assert all(first.subject_id == second.subject_id for first, second in pairs)  # together, as committed


PROCESS = """
import sys
from workspace import create_app
from workspace.access import OPERATOR
from workspace.audit.actions import note
from workspace.config import Settings
from workspace.db import db
app = create_app(Settings(environment="test", database_url=sys.argv[1], files_dir=sys.argv[2]))
with app.app_context():
    for turn in range(20):
        note("changed_name", by=OPERATOR, subject_id=turn)
        db.session.commit()
"""


def test_two_processes_make_one_chain_without_gaps(app, database_url, tmp_path):
    arguments = [sys.executable, "-c", PROCESS, database_url, str(tmp_path)]
    with ThreadPoolExecutor(2) as both:
        done = list(both.map(lambda _: run_ours(arguments, timeout=60), range(2)))
    assert [each.returncode for each in done] == [0, 0]
    assert len(lines()) == 40
    assert_chained(lines())


@pytest.mark.once
def test_of_every_verb_it_was_decided_whether_it_leaves_a_line():
    every = (verbs_in_the_code() - IN_PARTS) | TELLS.keys() | UNTOLD
    assert not every - AUDITED.keys() - NOT_AUDITED, "Say it in workspace/audit/models."
    assert not AUDITED.keys() & NOT_AUDITED
    assert every >= NOT_AUDITED
    assert ONLY_WITH.keys() <= AUDITED.keys()
    assert not {"title", "reason", "body", "name", "email", "words"} & KEPT_DETAILS
