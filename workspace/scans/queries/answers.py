"""What one person answered."""

from sqlalchemy import select

from workspace.access import Actor
from workspace.borging.models import AspectCode
from workspace.db import db
from workspace.scans.models import ScanAnswer


def answers_of(scan_id: int, actor: Actor) -> dict[AspectCode, int | None]:
    """Return what this person answered so far; None is "weet ik niet", no answer is not there."""
    mine = (ScanAnswer.scan_id == scan_id, ScanAnswer.user_id == actor.id)
    rows = db.session.execute(select(ScanAnswer.question, ScanAnswer.value).where(*mine))
    return {row.question: row.value for row in rows}
