"""Who has a place in a programme: in its team, in a working group, or at an organisation that takes part."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, or_
from sqlalchemy.orm import aliased

from workspace.boards.models import Board, BoardMember
from workspace.organisations.models import Membership
from workspace.organisations.queries import current
from workspace.programmes.models import Partner, TeamMember


def has_place(programme: Any, person: Any, day: date) -> ColumnElement[bool]:
    """Somebody is in the team, in a working group, or at an organisation of this programme on this day."""
    group, theirs = aliased(Board), aliased(Membership)
    return or_(
        exists().where(
            TeamMember.programme_id == programme, TeamMember.user_id == person, current(TeamMember, day)
        ),
        exists().where(
            BoardMember.board_id == group.id,
            group.programme_id == programme,
            BoardMember.user_id == person,
            current(BoardMember, day),
        ),
        exists().where(
            Partner.programme_id == programme,
            current(Partner, day),
            theirs.organisation_id == Partner.organisation_id,
            theirs.user_id == person,
            current(theirs, day),
        ),
    )
