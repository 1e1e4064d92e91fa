"""The two checks: are the frameworks clear, and who outside the programme team holds the accountability."""

from typing import Any

from sqlalchemy import Select, exists, func, select

from workspace.accounts.models import User
from workspace.boards.models import Board, BoardMember
from workspace.boards.queries.actors import current
from workspace.borging.models import AspectCode, BorgingAspect
from workspace.borging.models.rules import CLAIMS, effective
from workspace.db import db
from workspace.initiatives.models import Initiative, Stage, Visibility
from workspace.letting_go.models import Checks
from workspace.organisations.models import Organisation
from workspace.programmes.models import TeamMember
from workspace.times import today

UNDER_WAY = (Stage.RUNNING, Stage.ANCHORING, Stage.ANCHORED)


def checks_of_initiative(initiative: Initiative) -> Checks:
    """Return the checks of an initiative the reader was shown.

    Accountable is the organisation that took it over; else the one that has agreed to be its owner, unless
    the person named there is of the programme team.
    """
    return Checks(bool(initiative.frameworks.strip()), _accountable(initiative))


def _accountable(initiative: Initiative) -> str | None:
    if initiative.is_handed_over and initiative.carried_by is not None:
        return initiative.carried_by.name
    query = (
        select(
            Organisation.name,
            BorgingAspect.state,
            BorgingAspect.valid_until,
            _is_of_team(BorgingAspect.person_id, initiative.programme_id),
        )
        .join(Organisation, Organisation.id == BorgingAspect.organisation_id)
        .where(BorgingAspect.initiative_id == initiative.id, BorgingAspect.code == AspectCode.OWNER)
    )
    row = db.session.execute(query).first()
    if row is None:
        return None
    name, state, valid_until, is_of_team = row
    holds = effective(state, valid_until, today()) in CLAIMS and not is_of_team
    return str(name) if holds else None


def checks_of_board(board: Board) -> Checks:
    """Return the checks of a board the reader was shown: of what is under way, and of who leads it."""
    here = (
        Initiative.board_id == board.id,
        Initiative.stage.in_(UNDER_WAY),
        Initiative.visibility != Visibility.DRAFT,
    )
    without = db.session.scalar(
        select(func.count()).select_from(Initiative).where(*here, func.trim(Initiative.frameworks) == "")
    )
    lead = db.session.scalar(_lead(board))
    return Checks(without == 0, lead, without_frameworks=without or 0)


def _lead(board: Board) -> Select[str]:
    """Return the query for the name of a kartrekker of today who is not in the programme team."""
    return (
        select(User.name)
        .join(BoardMember, BoardMember.user_id == User.id)
        .where(
            BoardMember.board_id == board.id,
            BoardMember.is_lead,
            current(BoardMember, today()),
            ~_is_of_team(BoardMember.user_id, board.programme_id),
        )
        .order_by(BoardMember.id)
        .limit(1)
    )


def _is_of_team(person: Any, programme_id: int) -> Any:
    return exists().where(
        TeamMember.programme_id == programme_id, TeamMember.user_id == person, current(TeamMember, today())
    )
