"""What one person answered, and whether they joined."""

from sqlalchemy import exists, select

from workspace.access import Actor
from workspace.borging.models import AspectCode
from workspace.db import db
from workspace.initiatives.models import Initiative, Participation
from workspace.scans.models import ScanAnswer


def has_joined(initiative: Initiative, actor: Actor) -> bool:
    """Tell whether this person takes part in the initiative."""
    if actor.id is None:
        return False
    here = (Participation.initiative_id == initiative.id, Participation.user_id == actor.id)
    return bool(db.session.scalar(select(exists().where(*here))))


def answers_of(scan_id: int, actor: Actor) -> dict[AspectCode, int | None]:
    """Return what this person answered so far; None is "weet ik niet", no answer is not there."""
    mine = (ScanAnswer.scan_id == scan_id, ScanAnswer.user_id == actor.id)
    rows = db.session.execute(select(ScanAnswer.question, ScanAnswer.value).where(*mine))
    return {row.question: row.value for row in rows}
