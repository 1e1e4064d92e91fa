"""What the sides said of a board or an initiative."""

from sqlalchemy import select

from workspace.boards.models import Board
from workspace.db import db
from workspace.initiatives.models import Initiative
from workspace.letting_go.models import Said, Stance
from workspace.organisations.models import Organisation

AT_MOST = 2000


def list_said(place: Board | Initiative) -> list[Said]:
    """Return all that was ever said of a place the reader was shown, oldest first."""
    here = (
        (Stance.board_id == place.board_id, Stance.initiative_id == place.id)
        if isinstance(place, Initiative)
        else (Stance.board_id == place.id, Stance.initiative_id.is_(None))
    )
    columns = (
        Stance.organisation_id,
        Organisation.name,
        Stance.stands,
        Stance.wants,
        Stance.why,
        Stance.marked_at,
    )
    newest = (
        select(*columns)
        .outerjoin(Organisation, Organisation.id == Stance.organisation_id)
        .where(*here)
        .order_by(Stance.id.desc())
        .limit(AT_MOST)
    )
    return [Said(*row) for row in reversed(db.session.execute(newest).all())]
