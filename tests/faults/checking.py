"""What must hold after every start: each change is there whole and once, or not at all."""

from collections import Counter
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from flask import Flask
from PIL import Image
from sqlalchemy import func, select, text

from tests.faults.writing import Sent
from workspace.access import OPERATOR
from workspace.activity.models import BoardPulse, Event, Submission
from workspace.audit.models import AUDITED, AuditEntry, is_audited
from workspace.audit.queries.chain import check_trail
from workspace.borging.models import AspectChange, AspectCode, BorgingAspect, Evidence, Outlook
from workspace.comments.actions import recount_initiatives
from workspace.comments.models import Comment
from workspace.db import Base, db
from workspace.following.models import Notice
from workspace.initiatives.models import Initiative, Picture, Support, Update
from workspace.tasks.models import Task

Parts = dict[str, int]  # what a change consists of, and how often each part is there


class Lost(AssertionError):
    """What somebody was told had been kept is not there."""


class Half(AssertionError):
    """Of a change one part is there and another is not, or it is there twice."""


def check_all(app: Flask, sent: Sequence[Sent], pulses: Counter[int]) -> Counter[str]:
    """Raise Lost or Half when anything is wrong; return how many changes were kept, and how many were not."""
    with app.app_context():
        check_integrity()
        found = Counter(check_one(each) for each in sent)
        check_counters()
        check_pulses(pulses)
        check_audit()
        check_files(app.extensions["settings"].files_dir)
        db.session.rollback()
    return found


def check_one(sent: Sent) -> str:
    """Raise when this change is lost, half or double; return whether it is `kept` or `not kept`."""
    parts = PARTS[sent.what](sent)
    key = f"{sent.user_id}:{sent.fields['once']}"
    settled = select(func.count()).where(Submission.key == key, Submission.location != "")
    parts["form"] = _count(settled)
    if set(parts.values()) == {1}:
        return "kept"
    if any(parts.values()):
        raise Half(f"{sent.mark} ({sent.status}): {parts}")
    if sent.is_acknowledged:
        raise Lost(f"{sent.mark} ({sent.status})")
    return "not kept"


def _count(query: object) -> int:
    return db.session.scalar(query) or 0  # type: ignore[call-overload]


def _events(verb: str, number: int | None, **facts: int) -> int:
    """Return how many events tell this of something."""
    where = [getattr(Event, name) == value for name, value in facts.items()]
    return _count(select(func.count()).where(Event.verb == verb, Event.initiative_id == number, *where))


def _initiative(sent: Sent) -> Parts:
    number = db.session.scalar(select(Initiative.id).where(Initiative.title == sent.mark))
    rows = _count(select(func.count()).where(Initiative.title == sent.mark))
    return {"row": rows, "event": _events("initiative_posted", number) if number else 0}


def _comment(sent: Sent) -> Parts:
    rows = db.session.scalars(select(Comment.id).where(Comment.body == sent.mark)).all()
    told = sum(_events("comment_posted", sent.number, subject_id=row) for row in rows)
    return {"row": len(rows), "event": told}


def _task(sent: Sent) -> Parts:
    rows = db.session.scalars(select(Task.id).where(Task.title == sent.mark)).all()
    told = sum(_events("task_added", sent.number, subject_id=row) for row in rows)
    return {"row": len(rows), "event": told}


def _support(sent: Sent) -> Parts:
    mine = select(func.count()).where(Support.initiative_id == sent.number, Support.user_id == sent.user_id)
    told = _events("initiative_supported", sent.number, actor_id=sent.user_id)
    return {"row": _count(mine), "event": told}


def _borging(sent: Sent) -> Parts:
    code = next(code for code in AspectCode if code.word == sent.word)
    aspect = BorgingAspect.initiative_id == sent.number, BorgingAspect.code == code
    number = db.session.scalar(select(BorgingAspect.id).where(*aspect))
    told = db.session.scalars(
        select(Event.details).where(Event.verb == "aspect_changed", Event.initiative_id == sent.number)
    )
    parts = {
        "row": _count(select(func.count()).where(*aspect, BorgingAspect.next_step == sent.mark)),
        "history": _count(select(func.count()).where(AspectChange.next_step == sent.mark)),
        "event": sum(details["aspect"] == code.value for details in told),
    }
    lines = select(AuditEntry.details).where(
        AuditEntry.verb == "aspect_changed",
        AuditEntry.initiative_id == sent.number,
        AuditEntry.actor_id == sent.user_id,
    )
    parts["audit line"] = sum(details["aspect"] == code.value for details in db.session.scalars(lines))
    if sent.files:
        parts["evidence"] = _count(
            select(func.count()).where(Evidence.text == sent.mark, Evidence.aspect_id == number)
        )
    if parts["row"] and not _count(select(func.count()).where(Outlook.initiative_id == sent.number)):
        raise Half(f"{sent.mark}: no outlook")
    return parts


def _news(sent: Sent) -> Parts:
    rows = db.session.scalars(select(Update.id).where(Update.body == sent.mark)).all()
    return {
        "row": len(rows),
        "picture": _count(select(func.count()).where(Picture.update_id.in_(rows))),
        "event": sum(_events("initiative_news", sent.number, subject_id=i) for i in rows),
    }


PARTS: dict[str, Callable[[Sent], Parts]] = {
    "initiative": _initiative,
    "comment": _comment,
    "task": _task,
    "support": _support,
    "borging": _borging,
    "news": _news,
}


def check_integrity() -> None:
    """Raise when the database itself finds something wrong with how it lies on the disk."""
    if db.engine.dialect.name == "sqlite":
        assert db.session.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
        assert not db.session.execute(text("PRAGMA foreign_key_check")).all()
        return
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            there = key.column.table.alias()
            row = there.c[key.column.name]
            alone = select(func.count()).select_from(table.outerjoin(there, key.parent == row))
            orphans = _count(alone.where(key.parent.is_not(None), row.is_(None)))
            assert not orphans, f"{orphans} rows of {table.name}.{key.parent.name} point nowhere"


def check_counters() -> None:
    """Raise when a number that is kept beside what it counts is another."""
    wrong = recount_initiatives(by=OPERATOR)
    db.session.rollback()
    if wrong:
        raise Half(f"{wrong} counters are wrong")


def pulses() -> Counter[int]:
    """Return for each board how far its pulse is ahead of the events that were told of it."""
    counted = db.session.execute(select(Event.board_id, func.count()).group_by(Event.board_id))
    told: dict[int | None, int] = dict(counted.all())
    rows = db.session.execute(select(BoardPulse.board_id, BoardPulse.partner_version))
    return Counter({board: version - told.get(board, 0) for board, version in rows})


def check_pulses(before: Counter[int]) -> None:
    """Raise when a board did not beat for something that was told of it, or beat for nothing."""
    if pulses() != before:
        raise Half(f"The pulses are {pulses()} ahead, which was {before}")


def check_audit() -> None:
    """Raise when the chain of the audit trail is broken, or what happened and must be in it is not, once."""
    told = db.session.execute(select(Event.verb, Event.details).where(Event.verb.in_(AUDITED)))
    happened = Counter(verb for verb, details in told if is_audited(verb, details))
    lines = select(AuditEntry.verb, func.count()).where(AuditEntry.verb.in_(happened))
    found = {row.verb: row[1] for row in db.session.execute(lines.group_by(AuditEntry.verb))}
    if found != happened:
        raise Half(f"The audit trail holds {found} of {happened}")
    if fault := check_trail().fault:
        raise Half(f"Line {fault.number} of the audit trail was {fault.wrong}")
    db.session.rollback()


def check_files(folder: Path) -> None:
    """Raise when a row has no file, or a file is not whole; or when somebody was told the same twice."""
    for name in db.session.scalars(select(Picture.file_name)):
        _open(folder / "pictures" / name)
    for name in db.session.scalars(select(Evidence.file_name).where(Evidence.file_name != "")):
        _open(folder / "evidence" / name)
    told = select(Notice.user_id, Notice.event_id).group_by(Notice.user_id, Notice.event_id)
    if db.session.execute(told.having(func.count() > 1)).all():
        raise Half("Somebody was told twice")


_seen: set[Path] = set()


def _open(path: Path) -> None:
    if path in _seen:
        return
    try:
        Image.open(BytesIO(path.read_bytes())).load()
    except OSError as error:
        raise Half(f"The file of a row: {error}") from error
    _seen.add(path)
