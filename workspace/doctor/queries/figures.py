"""Figures of the whole installation, read when Prometheus asks for them: numbers and moments only."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from workspace.audit.queries import last_line
from workspace.config import Settings
from workspace.db import db, now, read_only
from workspace.doctor.queries.backups import newest_backup
from workspace.mail.models import OutgoingMail
from workspace.mail.queries import count_stuck_mail
from workspace.metrics import Reading
from workspace.renditions.models import Rendition, RenditionState
from workspace.workers import last_turns, stopped_workers


def read_figures(settings: Settings) -> Iterator[Reading]:
    """Yield the figures; what the database holds is left out while it is away."""
    yield "workers_stopped", "Threads that should live and do not", {"": float(len(stopped_workers()))}
    yield "worker_last_turn_seconds", "When a worker last looked for work", last_turns()
    yield "database_connections", "Connections of this process", _connections()
    if settings.backups_dir and (age := newest_backup(settings.backups_dir)) is not None:
        yield "backup_age_seconds", "Since the newest backup was written", {"": age.total_seconds()}
    try:
        with read_only():
            found = [*_mail(), *_files(), *_audit()]
    except SQLAlchemyError:
        found = []
    finally:
        db.session.rollback()
    yield "database_up", "Whether the database answers", {"": float(bool(found))}
    yield from found


def _connections() -> dict[str, float]:
    counts = {"in use": "checkedout", "waiting for work": "checkedin", "beyond the pool": "overflow"}
    pool = db.engine.pool
    found = {told: getattr(pool, name, None) for told, name in counts.items()}
    return {told: float(max(0, count())) for told, count in found.items() if count}


def _mail() -> Iterator[Reading]:
    waiting = select(func.count(), func.min(OutgoingMail.written_at)).where(OutgoingMail.is_to_be_sent)
    count, oldest = db.session.execute(waiting).one()
    yield "mail_waiting", "Messages that are to be sent", {"": float(count)}
    yield "mail_failed", "Messages that were given up", {"": float(count_stuck_mail())}
    age = max(0.0, (now() - oldest).total_seconds()) if oldest else 0.0
    yield "mail_oldest_seconds", "How long the oldest message waits", {"": age}


def _files() -> Iterator[Reading]:
    query = select(Rendition.state, func.count(Rendition.id)).group_by(Rendition.state)
    counts = {row[0]: row[1] for row in db.session.execute(query)}
    told = {state.value: float(counts.get(state, 0)) for state in RenditionState}
    yield "files_asked", "Files that people asked for, by how far they are", told


def _audit() -> Iterator[Reading]:
    yield (
        "audit_head",
        "Number of the newest line of the audit trail",
        {"": float(last_line(db.session()).number)},
    )
