"""Reading the trail."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workspace.audit.models import BEFORE_ALL, AuditEntry, AuditStart


def last_line(session: Session) -> tuple[int, str]:
    """Return the number and the hash of the newest line, or of the newest that was removed."""
    for found in (
        select(AuditEntry.id, AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1),
        select(AuditStart.last_removed_id, AuditStart.last_removed_hash),
    ):
        if row := session.execute(found).first():
            return row[0], row[1]
    return 0, BEFORE_ALL
