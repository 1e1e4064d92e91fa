"""What organisations put into an initiative, and into all of a board."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import aliased

from workspace.access import Actor
from workspace.boards.models import Board
from workspace.db import db
from workspace.initiatives.models import Initiative, InitiativePartner, Stage, Visibility
from workspace.initiatives.queries.sight import visible_initiatives
from workspace.organisations.models import Organisation

AT_ONCE = 25  # initiatives on a page of a board
UNDER_WAY = tuple(stage for stage in Stage if not stage.is_end)


class InputLine(NamedTuple):
    """What one organisation puts in; hours are a month, and None is not said."""

    initiative_id: int
    organisation_id: int
    name: str
    slug: str
    part: str
    needs: str
    hours_promised: int | None
    hours_given: int | None
    given_said_on: date | None
    version: int


class BoardInput(NamedTuple):
    """An initiative of a board, with what organisations put in."""

    id: int
    title: str
    stage: Stage
    joined_count: int
    partners: list[InputLine]

    @property
    def hours_promised(self) -> int:
        """Hours a month that all organisations promise together."""
        return sum(line.hours_promised or 0 for line in self.partners)

    @property
    def hours_given(self) -> int:
        """Hours a month that all organisations say they give now."""
        return sum(line.hours_given or 0 for line in self.partners)

    @property
    def has_needs(self) -> bool:
        return any(line.needs for line in self.partners)


def list_inputs(initiative: Initiative) -> list[InputLine]:
    """Return what each organisation puts into an initiative the reader was shown, by name."""
    query = _lines().where(InitiativePartner.initiative_id == initiative.id)
    return [InputLine(*row) for row in db.session.execute(query)]


def list_board_inputs(board: Board, *, seen_by: Actor, after: int | None = None) -> list[BoardInput]:
    """Return the initiatives of a board in sight that have not ended, by title: one more than fits.

    `after` is the initiative with which the page before this one ended.
    """
    query = visible_initiatives(seen_by).where(
        Initiative.board_id == board.id,
        Initiative.stage.in_(UNDER_WAY),
        Initiative.visibility != Visibility.DRAFT,
    )
    if after is not None:
        last = aliased(Initiative)
        title = select(last.title).where(last.id == after).scalar_subquery()
        same = and_(Initiative.title == title, Initiative.id > after)
        query = query.where(or_(Initiative.title > title, same))
    columns = (Initiative.id, Initiative.title, Initiative.stage, Initiative.joined_count)
    by_title = query.with_only_columns(*columns).order_by(Initiative.title, Initiative.id)
    found = [BoardInput(*row, []) for row in db.session.execute(by_title.limit(AT_ONCE + 1))]
    lines = _lines_of([each.id for each in found])
    return [
        each._replace(partners=[line for line in lines if line.initiative_id == each.id]) for each in found
    ]


def _lines_of(initiative_ids: Sequence[int]) -> list[InputLine]:
    query = _lines().where(InitiativePartner.initiative_id.in_(initiative_ids))
    return [InputLine(*row) for row in db.session.execute(query)]


def _lines() -> Select[int, int, str, str, str, str, int | None, int | None, date | None, int]:
    return (
        select(
            InitiativePartner.initiative_id,
            InitiativePartner.organisation_id,
            Organisation.name,
            Organisation.slug,
            InitiativePartner.part,
            InitiativePartner.needs,
            InitiativePartner.hours_promised,
            InitiativePartner.hours_given,
            InitiativePartner.given_said_on,
            InitiativePartner.version,
        )
        .join(Organisation, Organisation.id == InitiativePartner.organisation_id)
        .order_by(Organisation.name, Organisation.id)
    )


def partner_in(initiative: Initiative, organisation_id: int) -> InitiativePartner:
    """Return the place of an organisation in an initiative loaded to edit; raise NoResultFound."""
    for partner in initiative.partners:
        if partner.organisation_id == organisation_id:
            return partner
    raise NoResultFound
