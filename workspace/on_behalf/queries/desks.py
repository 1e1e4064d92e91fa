"""Where a form on paper can be handed in."""

from sqlalchemy import select

from workspace.boards.models import Board
from workspace.boards.queries.actors import current
from workspace.db import db
from workspace.organisations.models import Organisation, OrganisationKind
from workspace.programmes.models import Partner
from workspace.times import today

DESKS_AT_MOST = 8
# Where people come in and somebody is there, the ones nearest to residents first.
OPEN_DOORS = (
    OrganisationKind.LIBRARY,
    OrganisationKind.WELFARE,
    OrganisationKind.RESIDENTS,
    OrganisationKind.MUNICIPALITY,
)


def list_desks(board: Board) -> list[str]:
    """Return the names of partners of the programme where people walk in, at most a few."""
    query = (
        select(Organisation.name, Organisation.kind)
        .join(Partner, Partner.organisation_id == Organisation.id)
        .where(
            Partner.programme_id == board.programme_id,
            Organisation.kind.in_(OPEN_DOORS),
            current(Partner, today()),
        )
        .order_by(Organisation.name)
    )
    rows = sorted(db.session.execute(query).all(), key=lambda row: OPEN_DOORS.index(row.kind))
    return [row.name for row in rows[:DESKS_AT_MOST]]
