"""Who steers now in a programme, and in which roles somebody made what was reported."""

from collections.abc import Mapping

from sqlalchemy import Integer, cast, false, null, select, union_all

from workspace.access import Role
from workspace.boards.models import Board, BoardMember
from workspace.db import db
from workspace.moderation.queries.learned import Reported
from workspace.organisations.queries import current
from workspace.programmes.models import TeamMember
from workspace.times import today

# Who steers now, by person: their role, and the board where they lead (None: everywhere in the programme).
Steering = Mapping[int, list[tuple[Role, int | None]]]


def steering_in(programme_id: int) -> Steering:
    """Return who steers a programme or one of its boards today, in one query."""
    day = today()
    team = select(TeamMember.user_id, cast(null(), Integer), TeamMember.is_manager).where(
        TeamMember.programme_id == programme_id, current(TeamMember, day)
    )
    leads = (
        select(BoardMember.user_id, BoardMember.board_id, false())
        .join(BoardMember.board)
        .where(Board.programme_id == programme_id, BoardMember.is_lead, current(BoardMember, day))
    )
    found: dict[int, list[tuple[Role, int | None]]] = {}
    for user_id, board_id, is_manager in db.session.execute(union_all(team, leads)):
        role = Role.MANAGER if is_manager else Role.TEAM
        found.setdefault(user_id, []).append((role if board_id is None else Role.THEME_LEAD, board_id))
    return found


def roles_of(thing: Reported, steering: Steering) -> tuple[Role, ...]:
    """Return the roles of who made a thing: in which they wrote it, and in which they steer now."""
    then = () if thing.role is None else (thing.role,)
    now = (
        role
        for maker in thing.makers
        for role, board_id in steering.get(maker, ())
        if board_id in {None, thing.place.board_id}
    )
    return (*then, *now)
