"""The rows that things stand for, read afresh and held, for whoever takes them over.

Being asked is what gives sight of them here: the caller knows that this person was.
"""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from workspace.boards.models import Board
from workspace.borging.models import BorgingAspect
from workspace.db import db
from workspace.initiatives.models import Initiative
from workspace.initiatives.queries.sight import RIGHTS
from workspace.leaving.queries.things import Thing
from workspace.organisations.models import Organisation
from workspace.scans.models import ScanStep


def load_board(thing: Thing) -> Board:
    """Return the board, with its programme."""
    found: Board = _one(
        select(Board).where(Board.id == thing.board_id).options(joinedload(Board.programme)), Board
    )
    return found


def load_initiative(thing: Thing) -> Initiative:
    """Return the initiative that it is, or belongs to, with its board and programme."""
    query = select(Initiative).join(Initiative.board).join(Board.programme).options(*RIGHTS)
    found: Initiative = _one(query.where(Initiative.id == thing.initiative_id), Initiative)
    return found


def load_aspect(thing: Thing) -> BorgingAspect:
    """Return the aspect of borging."""
    found: BorgingAspect = _one(
        select(BorgingAspect).where(BorgingAspect.id == thing.subject_id), BorgingAspect
    )
    return found


def load_step(thing: Thing) -> ScanStep:
    """Return the next step."""
    found: ScanStep = _one(select(ScanStep).where(ScanStep.id == thing.subject_id), ScanStep)
    return found


def load_organisation(thing: Thing) -> Organisation:
    """Return the organisation."""
    query = select(Organisation).where(Organisation.id == thing.organisation_id)
    found: Organisation = _one(query, Organisation)
    return found


def _one(query: Select[Any], table: Any) -> Any:
    held = query.with_for_update(of=table).execution_options(populate_existing=True)
    return db.session.scalars(held).one()
