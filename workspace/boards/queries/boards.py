"""Boards to set up and manage, and their partners."""

from typing import NamedTuple

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.boards.models import Board, BoardMember, BoardPartner
from workspace.boards.queries.sight import visible_boards
from workspace.db import db
from workspace.organisations.models import Organisation
from workspace.organisations.queries import current
from workspace.programmes.models import Openness, Partner, Programme
from workspace.times import today

# Words that stand in the place of a board in other addresses of a programme.
RESERVED_SLUGS = frozenset(
    {
        "beheer",
        "bijeenkomsten",
        "borging",
        "dekking",
        "fasen",
        "gegevens",
        "geldstromen",
        "initiatieven",
        "leermoment",
        "leermomenten",
        "meldingen",
        "middelen",
        "nieuw",
        "openbaarheid",
        "organisaties",
        "overzicht",
        "partners",
        "partnervragen",
        "rode-draden",
        "team",
        "themaborden",
        "uitnodigingen",
        "versie",
        "volgers",
        "wat-valt-er",
        "zonder-trekker",
    }
)


class BoardRow(NamedTuple):
    """A board as its programme's management page shows it."""

    id: int
    slug: str
    title: str
    openness: Openness
    lead: str | None


class PartnerChoice(NamedTuple):
    """An organisation that could work on a board."""

    id: int
    name: str
    is_partner: bool


def get_board(programme_slug: str, slug: str, seen_by: Actor, *, to_change: bool = False) -> Board:
    """Return one board with its programme; raise NoResultFound. `to_change` makes a second editor wait."""
    found = visible_boards(seen_by).where(Programme.slug == programme_slug, Board.slug == slug)
    if to_change:
        found = found.with_for_update(of=Board)
    return db.session.scalars(found.options(joinedload(Board.programme))).one()


def slugs_like(programme: Programme, slug: str) -> frozenset[str]:
    """Return the addresses in use in this programme that begin with this one, and those never given out."""
    used = select(Board.slug).where(
        Board.programme_id == programme.id, Board.slug.startswith(slug, autoescape=True)
    )
    return RESERVED_SLUGS | frozenset(db.session.scalars(used))


def next_position(programme: Programme) -> int:
    """Return the place of a new board: behind the others."""
    last = select(func.max(Board.position)).where(Board.programme_id == programme.id)
    return (db.session.scalar(last) or 0) + 1


def list_boards_to_manage(programme: Programme, seen_by: Actor) -> list[BoardRow]:
    """Return the boards of a programme with their kartrekker, in their own order."""
    lead = (
        select(User.name)
        .join(BoardMember, BoardMember.user_id == User.id)
        .where(BoardMember.board_id == Board.id, BoardMember.is_lead, current(BoardMember, today()))
        .order_by(BoardMember.id.desc())
        .limit(1)
        .correlate(Board)
        .scalar_subquery()
    )
    rows = (
        visible_boards(seen_by)
        .where(Board.programme_id == programme.id)
        .with_only_columns(Board.id, Board.slug, Board.title, Board.openness, lead)
        .order_by(Board.position, Board.id)
    )
    return [BoardRow(*row) for row in db.session.execute(rows)]


def list_partner_choices(board: Board) -> list[PartnerChoice]:
    """Return the organisations of the programme, and whether each works on this board."""
    works = exists().where(BoardPartner.board_id == board.id, BoardPartner.organisation_id == Organisation.id)
    taking_part = exists().where(
        Partner.organisation_id == Organisation.id,
        Partner.programme_id == board.programme_id,
        current(Partner, today()),
    )
    rows = select(Organisation.id, Organisation.name, works).where(taking_part).order_by(Organisation.name)
    return [PartnerChoice(*row) for row in db.session.execute(rows)]


def list_board_partners(board: Board) -> list[str]:
    """Return the names of the organisations that work on this board."""
    rows = (
        select(Organisation.name)
        .join(BoardPartner, BoardPartner.organisation_id == Organisation.id)
        .where(BoardPartner.board_id == board.id)
        .order_by(Organisation.name)
    )
    return list(db.session.scalars(rows))
