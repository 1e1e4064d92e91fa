"""Which initiatives a person may know about, and loading one of them."""

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from workspace.access import Actor
from workspace.boards.models import Board
from workspace.boards.queries.sight import visible_boards
from workspace.db import db
from workspace.initiatives.models import Initiative, Visibility
from workspace.programmes.models import Openness, Programme

# What is needed to decide what somebody may do with it.
RIGHTS = (contains_eager(Initiative.board).contains_eager(Board.programme),)
# What the head of its page shows.
HEAD = (
    *RIGHTS,
    joinedload(Initiative.created_by),
    joinedload(Initiative.coordinator),
    joinedload(Initiative.organisation),
)


def visible_initiatives(actor: Actor) -> Select[Initiative]:
    """Return every initiative this person may know about, joined with its board and programme.

    All other initiative queries start here.
    """
    return select(Initiative).join(Initiative.board).join(Board.programme).where(in_sight(actor))


def in_sight(actor: Actor) -> ColumnElement[bool]:
    """Return the condition, on initiative, board and programme, that this person sees an initiative."""
    everybody = and_(
        Initiative.visibility == Visibility.PUBLIC,
        Board.openness == Openness.PUBLIC,
        Programme.openness == Openness.PUBLIC,
    )
    if actor.id is None:
        return everybody
    among_partners = and_(Initiative.visibility != Visibility.DRAFT, Board.programme_id.in_(actor.insider_in))
    own = or_(Initiative.created_by_id == actor.id, Initiative.coordinator_id == actor.id)
    return or_(everybody, among_partners, own) if actor.insider_in else or_(everybody, own)


def get_initiative(initiative_id: int, *, seen_by: Actor) -> Initiative:
    """Return one initiative with its board, programme, people and organisation; raise NoResultFound."""
    query = visible_initiatives(seen_by).where(Initiative.id == initiative_id).options(*HEAD)
    return db.session.scalars(query).one()


def get_initiative_to_change(initiative_id: int, *, seen_by: Actor) -> Initiative:
    """Return one initiative, held until this request ends, so that two people take turns; NoResultFound."""
    query = visible_initiatives(seen_by).where(Initiative.id == initiative_id).options(*HEAD)
    held = query.with_for_update(of=Initiative).execution_options(populate_existing=True)
    return db.session.scalars(held).one()


def get_board(board_id: int, *, seen_by: Actor) -> Board:
    """Return a board with its programme; raise NoResultFound when it is absent or out of sight."""
    query = visible_boards(seen_by).where(Board.id == board_id)
    return db.session.scalars(query.options(contains_eager(Board.programme))).one()
