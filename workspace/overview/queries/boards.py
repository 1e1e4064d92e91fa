"""The head of a board page, and what its filters offer."""

from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Integer, bindparam, or_, select

from workspace.access import STRANGER, Actor
from workspace.accounts.models import User
from workspace.activity.models import BoardPulse
from workspace.activity.queries import last_event_outside
from workspace.areas.models import Area
from workspace.boards.models import Board, BoardMember, BoardPartner, ConsultationStage
from workspace.boards.queries.actors import current
from workspace.boards.queries.sight import boards_in_sight
from workspace.db import db
from workspace.following.models import Follow, FollowedKind
from workspace.organisations.models import Organisation
from workspace.programmes.models import Openness, Partner, Programme
from workspace.times import today


class BoardRow(NamedTuple):
    """A board as its page shows it. The pulse comes with it, so that it is read before what it stands for."""

    id: int
    programme_id: int
    slug: str
    title: str
    ambition: str
    threshold: str
    policy_field: str
    target_groups: list[str]
    consultation: ConsultationStage
    how_to_join: str
    openness: Openness
    version: int
    programme_slug: str
    programme_name: str
    programme_area_id: int
    programme_openness: Openness
    programme_version: int
    public_version: int
    partner_version: int
    names_version: int
    chosen: bool | None  # what the reader said about following it, if anything


COLUMNS = (
    Board.id,
    Board.programme_id,
    Board.slug,
    Board.title,
    Board.ambition,
    Board.threshold,
    Board.policy_field,
    Board.target_groups,
    Board.consultation,
    Board.how_to_join,
    Board.openness,
    Board.version,
    Programme.slug,
    Programme.name,
    Programme.area_id,
    Programme.openness,
    Programme.version,
    BoardPulse.public_version,
    BoardPulse.partner_version,
    last_event_outside(),
    select(Follow.wants)
    .where(
        Follow.user_id == bindparam("me", type_=Integer),
        Follow.kind == FollowedKind.BOARD,
        Follow.subject_id == Board.id,
    )
    .scalar_subquery(),
)


class Person(NamedTuple):
    """Somebody of the working group."""

    name: str
    is_lead: bool


class Option(NamedTuple):
    """A thing with a name, as filters and lists show it."""

    id: int
    name: str
    slug: str = ""


def get_board_row(programme_slug: str, slug: str, *, seen_by: Actor) -> BoardRow:
    """Return a board by its address; raise NoResultFound when it is absent or out of sight."""
    asked: dict[str, Any] = {"programme_slug": programme_slug, "board_slug": slug}
    asked |= {"insider_in": list(seen_by.insider_in), "me": seen_by.id or STRANGER}
    return BoardRow._make(db.session.connection().execute(_board_by_address(), asked).one())


@cache
def _board_by_address() -> Any:
    """Return the query for a board, made once: putting it together takes longer than its answer."""
    query: Any = select(*COLUMNS)
    return (
        query.join(Programme, Programme.id == Board.programme_id)
        .join(BoardPulse, BoardPulse.board_id == Board.id)
        .where(
            boards_in_sight(bindparam("insider_in", expanding=True)),
            Programme.slug == bindparam("programme_slug"),
            Board.slug == bindparam("board_slug"),
        )
    )


def list_working_group(board_id: int) -> list[Person]:
    """Return who works on this board today, kartrekkers first."""
    query = (
        select(User.name, BoardMember.is_lead)
        .join(User, User.id == BoardMember.user_id)
        .where(BoardMember.board_id == board_id, current(BoardMember, today()))
        .order_by(BoardMember.is_lead.desc(), User.name)
    )
    return [Person(*row) for row in db.session.execute(query)]


def list_board_partners(board_id: int) -> list[Option]:
    """Return the organisations that work on this theme."""
    query = (
        select(Organisation.id, Organisation.name, Organisation.slug)
        .join(BoardPartner, BoardPartner.organisation_id == Organisation.id)
        .where(BoardPartner.board_id == board_id)
        .order_by(Organisation.name)
    )
    return [Option(*row) for row in db.session.execute(query)]


def list_filter_options(board: BoardRow) -> tuple[list[Option], list[Option]]:
    """Return the organisations and the cores by which the initiatives of a board can be filtered."""
    query: Any = (
        select(Organisation.id, Organisation.name)
        .join(Partner, Partner.organisation_id == Organisation.id)
        .where(Partner.programme_id == board.programme_id, current(Partner, today()))
        .order_by(Organisation.name)
    )
    organisations = [Option(*row) for row in db.session.execute(query)]
    area = board.programme_area_id
    query = select(Area.id, Area.name).where(or_(Area.parent_id == area, Area.id == area)).order_by(Area.name)
    return organisations, [Option(*row) for row in db.session.execute(query)]
