"""Where somebody left traces."""

from typing import Any

from sqlalchemy import JSON, Column, Enum, String, Table, or_, select

from workspace.activity.models import Event
from workspace.boards.models import Board, BoardMember
from workspace.db import SafeHtml, db
from workspace.learning.models import LearningMoment, QuoteConsent
from workspace.organisations.models import Membership
from workspace.programmes.models import Partner, TeamMember


def list_programmes_of(user_id: int) -> list[int]:
    """Return the numbers of the programmes in which somebody had a role, did anything or was quoted."""
    team = select(TeamMember.programme_id).where(TeamMember.user_id == user_id)
    boards = select(Board.programme_id).join(BoardMember, BoardMember.board_id == Board.id)
    group = boards.where(BoardMember.user_id == user_id)
    through = select(Partner.programme_id).join(
        Membership, Membership.organisation_id == Partner.organisation_id
    )
    partners = through.where(Membership.user_id == user_id)
    deeds = select(Event.programme_id).where(Event.actor_id == user_id, Event.programme_id.is_not(None))
    said = select(LearningMoment.programme_id).outerjoin(
        QuoteConsent, QuoteConsent.moment_id == LearningMoment.id
    )
    quoted = said.where(or_(LearningMoment.author_id == user_id, QuoteConsent.user_id == user_id))
    found = db.session.scalars(team.union(group, partners, deeds, quoted))
    return sorted(number for number in found if number is not None)


def texts_of(table: Table) -> list[Column[Any]]:
    """Return the columns of a table in which people's words stand, or may stand."""
    return [
        column
        for column in table.columns
        if isinstance(column.type, String | JSON | SafeHtml) and not isinstance(column.type, Enum)
    ]
