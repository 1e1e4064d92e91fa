"""The insiders of programmes as a query: what `Actor.insider_in` says of one person, for all at once."""

from datetime import date
from typing import Any

from sqlalchemy import CTE, and_, select, true, union
from sqlalchemy.orm import aliased

from workspace.areas.models import Area
from workspace.boards.models import Board, BoardMember
from workspace.organisations.models import Membership, Organisation, OrganisationKind
from workspace.organisations.queries import current
from workspace.programmes.models import Partner, Programme, TeamMember


def insiders(of: Any, day: date, name: str = "insiders") -> CTE:
    """Return user and programme of everybody who sees partner-only things of these programmes on this day.

    `of` is a list of numbers, or a query for them; `name` differs where a statement has two of these. It
    follows `boards/queries/actors.py`, and a test holds the two against each other.
    """
    place = aliased(Area)
    through_partners = (
        select(Membership.user_id, Partner.programme_id)
        .join(Partner, and_(Membership.organisation_id == Partner.organisation_id, current(Partner, day)))
        .where(current(Membership, day), Partner.programme_id.in_(of))
    )
    through_the_province = (
        select(Membership.user_id, Programme.id)
        .select_from(Programme)
        .join(place, place.id == Programme.area_id)
        .join(
            Organisation,
            and_(
                Organisation.kind == OrganisationKind.PROVINCE,
                Organisation.area_id.in_([place.parent_id, place.id]),
            ),
        )
        .join(Membership, and_(Membership.organisation_id == Organisation.id, current(Membership, day)))
        .where(Programme.shares_with_province == true(), Programme.id.in_(of))
    )
    in_the_team = select(TeamMember.user_id, TeamMember.programme_id).where(
        current(TeamMember, day), TeamMember.programme_id.in_(of)
    )
    theme_leads = (
        select(BoardMember.user_id, Board.programme_id)
        .join(Board, Board.id == BoardMember.board_id)
        .where(BoardMember.is_lead, current(BoardMember, day), Board.programme_id.in_(of))
    )
    return union(through_partners, through_the_province, in_the_team, theme_leads).cte(name)
