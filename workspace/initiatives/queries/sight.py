"""Which initiatives a person may know about, and loading one of them."""

from functools import cache
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Integer, Select, and_, bindparam, false, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.boards.queries.sight import visible_boards
from workspace.db import db
from workspace.initiatives.models import Initiative, Visibility
from workspace.organisations.models import Organisation
from workspace.programmes.models import Openness, Programme

# What is needed to decide what somebody may do with it.
RIGHTS = (contains_eager(Initiative.board).contains_eager(Board.programme),)
# What the head of its page shows.
HEAD = (
    *RIGHTS,
    joinedload(Initiative.created_by).load_only(User.name, raiseload=True),
    joinedload(Initiative.coordinator).load_only(User.name, raiseload=True),
    joinedload(Initiative.organisation).load_only(Organisation.name, raiseload=True),
    joinedload(Initiative.carried_by).load_only(Organisation.name, raiseload=True),
)


def visible_initiatives(actor: Actor) -> Select[Initiative]:
    """Return every initiative this person may know about, joined with its board and programme.

    All other initiative queries start here.
    """
    return select(Initiative).join(Initiative.board).join(Board.programme).where(in_sight(actor))


def in_sight(actor: Actor) -> ColumnElement[bool]:
    """Return the condition, on initiative, board and programme, that this person sees an initiative."""
    if actor.id is None:
        return _everybody()
    return _in_sight(actor.id, actor.insider_in)


def in_sight_of_moderators(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that an initiative was hidden where this person moderates.

    They reach its page and its talk; lists leave out what is hidden, for them too.
    """
    led, team = actor.leads, actor.team_of | actor.manages
    if not (led or team or actor.is_admin):
        return false()
    return _hidden_by_moderators(led, team, true() if actor.is_admin else false())


def _hidden_by_moderators(leads: Any, team_of: Any, is_admin: Any) -> ColumnElement[bool]:
    """Return the condition that somebody moderates where an initiative was hidden.

    What was hidden is a draft again, for its makers alone. An administrator sees of it what was public.
    """
    was_public = and_(
        Initiative.shown_before == Visibility.PUBLIC,
        Board.openness == Openness.PUBLIC,
        Programme.openness == Openness.PUBLIC,
    )
    moderates = or_(Board.id.in_(leads), Board.programme_id.in_(team_of), and_(is_admin, was_public))
    return and_(Initiative.hidden_at.is_not(None), moderates)


@cache
def _everybody() -> ColumnElement[bool]:
    return and_(
        Initiative.visibility == Visibility.PUBLIC,
        Board.openness == Openness.PUBLIC,
        Programme.openness == Openness.PUBLIC,
    )


def _in_sight(me: Any, insider_in: Any) -> ColumnElement[bool]:
    among_partners = and_(Initiative.visibility != Visibility.DRAFT, Board.programme_id.in_(insider_in))
    own = or_(Initiative.created_by_id == me, Initiative.coordinator_id == me)
    return or_(_everybody(), among_partners, own)


def sight_of_one(is_visitor: bool) -> ColumnElement[bool]:
    """Return the condition that somebody sees an initiative, to be `asked` later."""
    me, insider_in = bindparam("me", type_=Integer), bindparam("insider_in", type_=Integer, expanding=True)
    sight = _everybody()
    if not is_visitor:
        leads = bindparam("leads", type_=Integer, expanding=True)
        team_of = bindparam("team_of", type_=Integer, expanding=True)
        hidden = _hidden_by_moderators(leads, team_of, bindparam("is_admin", type_=Boolean))
        sight = or_(_in_sight(me, insider_in), hidden)
    return and_(sight, Initiative.id == bindparam("number", type_=Integer))


@cache
def _one(is_visitor: bool) -> Select[Initiative]:
    """Return the statement that loads one initiative, made once: making it costs more than running it."""
    query = select(Initiative).join(Initiative.board).join(Board.programme)
    return query.where(sight_of_one(is_visitor)).options(*HEAD)


def asked(initiative_id: int, actor: Actor) -> dict[str, Any]:
    """Return which initiative is asked for by whom, for `sight_of_one`."""
    if actor.id is None:
        return {"number": initiative_id}
    return {
        "number": initiative_id,
        "me": actor.id,
        "insider_in": list(actor.insider_in),
        "leads": list(actor.leads),
        "team_of": list(actor.team_of | actor.manages),
        "is_admin": actor.is_admin,
    }


def get_initiative(initiative_id: int, *, seen_by: Actor) -> Initiative:
    """Return one initiative with its board, programme, people and organisation; raise NoResultFound."""
    found = db.session.scalars(_one(seen_by.id is None), asked(initiative_id, seen_by))
    return found.one()


def get_initiative_to_change(initiative_id: int, *, seen_by: Actor) -> Initiative:
    """Return one initiative, held until this request ends, so that two people take turns; NoResultFound."""
    held = _one(seen_by.id is None).with_for_update(of=Initiative)
    options = {"populate_existing": True}
    found = db.session.scalars(held, asked(initiative_id, seen_by), execution_options=options)
    return found.one()


def get_board(board_id: int, *, seen_by: Actor) -> Board:
    """Return a board with its programme; raise NoResultFound when it is absent or out of sight."""
    query = visible_boards(seen_by).where(Board.id == board_id)
    return db.session.scalars(query.options(contains_eager(Board.programme))).one()
