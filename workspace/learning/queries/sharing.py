"""Obstacles that programmes share, and what that needs: names of places, and the municipality to ask."""

from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import and_, case, func, or_, select, tuple_
from sqlalchemy.orm import aliased, contains_eager, joinedload

from workspace.access import Actor
from workspace.areas.models import Area, AreaKind
from workspace.areas.queries import areas_below
from workspace.boards.models import Board
from workspace.db import db
from workspace.initiatives.models import Initiative
from workspace.learning.models import LearningMoment, MomentKind, ObstacleShare
from workspace.organisations.models import Organisation, OrganisationKind
from workspace.programmes.models import Programme

AT_ONCE = 20
IN_ADDRESS, IN_ADDRESS_LENGTH = "%Y%m%d%H%M%S%f", 20


class After(NamedTuple):
    """Where a page of shared obstacles ends: what comes after is older."""

    shared_at: datetime
    handle: str

    def __str__(self) -> str:
        return f"{self.shared_at.astimezone(UTC).strftime(IN_ADDRESS)}{self.handle}"

    @classmethod
    def of(cls, text: str) -> "After | None":
        """Return what an address asks for; what makes no sense is None."""
        try:
            moment = datetime.strptime(text[:IN_ADDRESS_LENGTH], IN_ADDRESS).replace(tzinfo=UTC)
        except ValueError:
            return None
        return cls(moment, text[IN_ADDRESS_LENGTH:][:16])


class SharedObstacle(NamedTuple):
    """An obstacle as people in other programmes read it: without a place, unless the municipality agreed.

    `moment_id` is None unless the reader belongs to its programme: the number would lead to the place.
    """

    handle: str
    theme: str
    text: str
    shared_at: datetime
    municipality: str | None
    of_province: bool
    moment_id: int | None
    is_own: bool  # this reader shared it


def find_share(moment: LearningMoment) -> ObstacleShare | None:
    """Return how an obstacle that is in sight is shared, with the municipality that is asked, or None."""
    query = select(ObstacleShare).where(ObstacleShare.moment_id == moment.id)
    return db.session.scalar(query.options(joinedload(ObstacleShare.municipality)))


def find_municipality(programme: Programme) -> Organisation | None:
    """Return the organisation that is the municipality of a programme's area; a province has none."""
    query = (
        select(Organisation)
        .join(Area, Area.id == Organisation.area_id)
        .where(
            Area.id == programme.area_id,
            Area.kind == AreaKind.MUNICIPALITY,
            Organisation.kind == OrganisationKind.MUNICIPALITY,
        )
        .order_by(Organisation.id)
        .limit(1)
    )
    return db.session.scalar(query)


def list_place_names(programme: Programme) -> list[str]:
    """Return the names that tell where a programme is: of its area, all places in it, and its own."""
    places = select(Area.name).where(Area.id.in_(areas_below(programme.area_id))).order_by(Area.id)
    return [*db.session.scalars(places), programme.name]


def get_share_to_answer(moment_id: int, seen_by: Actor, *, to_change: bool = False) -> ObstacleShare:
    """Return a share about which this person answers for a municipality, with its moment; NoResultFound."""
    official = and_(
        ObstacleShare.municipality_id.in_(seen_by.member_of), Programme.id.in_(seen_by.municipality_in)
    )
    query = (
        select(ObstacleShare)
        .join(ObstacleShare.moment)
        .join(LearningMoment.programme)
        .outerjoin(LearningMoment.initiative)
        .outerjoin(LearningMoment.board)
        .where(
            ObstacleShare.moment_id == moment_id,
            ObstacleShare.name_asked_at.is_not(None),
            LearningMoment.is_shown,
            or_(ObstacleShare.municipality_id.in_(seen_by.represents), official),
        )
        .options(
            contains_eager(ObstacleShare.moment).contains_eager(LearningMoment.programme),
            contains_eager(ObstacleShare.moment)
            .contains_eager(LearningMoment.board)
            .contains_eager(Board.programme),
            contains_eager(ObstacleShare.moment)
            .contains_eager(LearningMoment.initiative)
            .contains_eager(Initiative.board)
            .contains_eager(Board.programme),
            joinedload(ObstacleShare.municipality),
        )
    )
    if to_change:
        query = query.with_for_update(of=(LearningMoment, ObstacleShare))
        query = query.execution_options(populate_existing=True)
    return db.session.scalars(query).one()


def list_shared(actor: Actor, *, text: str = "", after: After | None = None) -> list[SharedObstacle]:
    """Return a page of the obstacles that programmes share, newest first, and one more when there is more.

    Searched is what is shown: a name that is not agreed to finds nothing. The caller asks policy first.
    """
    agreed = ObstacleShare.name_agreed.is_(True)
    place = aliased(Area)
    query = (
        select(
            ObstacleShare.handle,
            ObstacleShare.theme,
            ObstacleShare.text,
            ObstacleShare.shared_at,
            case((agreed, Organisation.name)),
            place.kind != AreaKind.MUNICIPALITY,
            case((LearningMoment.programme_id.in_(actor.insider_in), LearningMoment.id)),
            ObstacleShare.shared_by_id == actor.id,
        )
        .join(LearningMoment, LearningMoment.id == ObstacleShare.moment_id)
        .join(Programme, Programme.id == LearningMoment.programme_id)
        .join(place, place.id == Programme.area_id)
        .outerjoin(Organisation, Organisation.id == ObstacleShare.municipality_id)
        .where(LearningMoment.is_shown, LearningMoment.kind == MomentKind.OBSTACLE)
        .where(ObstacleShare.hidden_at.is_(None))
        .order_by(ObstacleShare.shared_at.desc(), ObstacleShare.handle.desc())
        .limit(AT_ONCE + 1)
    )
    for word in text.split():
        shown = (
            ObstacleShare.text,
            ObstacleShare.theme,
            func.coalesce(case((agreed, Organisation.name)), ""),
        )
        query = query.where(or_(*(column.icontains(word, autoescape=True) for column in shown)))
    if after:
        query = query.where(tuple_(ObstacleShare.shared_at, ObstacleShare.handle) < tuple(after))
    return [SharedObstacle(*row) for row in db.session.execute(query)]
