"""The kinds of things that people carry: the one place where a new kind joins (N22).

Each kind is a select with the same columns:
`subject_id`; `carrier_id`, who carries it now or did last; `title`; `detail`, what else its name needs;
`programme_id`, `board_id`, `initiative_id`, `organisation_id`, what it belongs to, if anything; `since`;
`until`, the last day of the role that carried it, if it ended; `gone`, whether nobody living carries it;
`in_office`, whether it came with work for an organisation or programme rather than as a resident;
`apart`, whether it was handed over, so that the programme team keeps its hands off.
A new kind adds its select here, who takes it in `takers`, how it changes hands in `actions.taking`, and its
address in `things`.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, case, exists, false, func, or_, select, true
from sqlalchemy.orm import aliased

from workspace.boards.models import Board, BoardMember
from workspace.leaving.models import Carried
from workspace.leaving.queries.columns import NO_NUMBER, columns_of
from workspace.leaving.queries.of_initiatives import aspects, initiatives, offers, steps
from workspace.leaving.queries.together import meetings, questions, tasks
from workspace.organisations.models import Membership, Organisation
from workspace.organisations.queries import current

ONLY_ONE = "only"  # what `detail` says of the only one who may commit an organisation

Kind = Callable[[date], Select[Any]]


def _boards(day: date) -> Select[Any]:
    """Boards, with who leads them today, or else with who did last."""
    other = aliased(BoardMember)
    leads_one = (other.board_id == Board.id, other.is_lead)
    is_led = exists().where(*leads_one, current(other, day)).correlate(Board)
    last = (
        select(other.id)
        .where(*leads_one, other.starts_on <= day)
        .order_by(other.ends_on.desc(), other.id.desc())
        .limit(1)
        .correlate(Board)
        .scalar_subquery()
    )
    holds = or_(current(BoardMember, day), and_(~is_led, BoardMember.id == last))
    return columns_of(
        subject=Board.id,
        carrier=BoardMember.user_id,
        title=Board.title,
        initiative=NO_NUMBER,
        organisation=NO_NUMBER,
        since=BoardMember.starts_on,
        until=BoardMember.ends_on,
        gone=or_(BoardMember.id.is_(None), BoardMember.ends_on < day),
    ).outerjoin(BoardMember, and_(BoardMember.board_id == Board.id, BoardMember.is_lead, holds))


def _representations(day: date) -> Select[Any]:
    """Organisations, with who may commit them, or else with who did last; `detail` names the only one."""
    other = aliased(Membership)
    commits = (other.organisation_id == Organisation.id, other.represents)
    somebody = exists().where(*commits, current(other, day)).correlate(Organisation)
    another = (
        select(func.count(other.id))
        .where(*commits, current(other, day), other.user_id != Membership.user_id)
        .correlate(Organisation, Membership)
        .scalar_subquery()
    )
    last = (
        select(other.id)
        .where(*commits, other.starts_on <= day)
        .order_by(other.ends_on.desc(), other.id.desc())
        .limit(1)
        .correlate(Organisation)
        .scalar_subquery()
    )
    holds = or_(current(Membership, day), and_(~somebody, Membership.id == last))
    mine = and_(Membership.organisation_id == Organisation.id, Membership.represents, holds)
    return (
        select(
            Membership.id.label("subject_id"),
            Membership.user_id.label("carrier_id"),
            Organisation.name.label("title"),
            case((another == 0, ONLY_ONE), else_="").label("detail"),
            NO_NUMBER.label("programme_id"),
            NO_NUMBER.label("board_id"),
            NO_NUMBER.label("initiative_id"),
            Organisation.id.label("organisation_id"),
            Membership.starts_on.label("since"),
            Membership.ends_on.label("until"),
            or_(Membership.id.is_(None), Membership.ends_on < day).label("gone"),
            true().label("in_office"),
            false().label("apart"),
        )
        .select_from(Organisation)
        .outerjoin(Membership, mine)
    )


KINDS: dict[Carried, Kind] = {
    Carried.BOARD: _boards,
    Carried.INITIATIVE: initiatives,
    Carried.ASPECT: aspects,
    Carried.STEP: steps,
    Carried.OFFER: offers,
    Carried.REPRESENTATION: _representations,
    Carried.TASK: tasks,
    Carried.QUESTION: questions,
    Carried.MEETING: meetings,
}
