"""What asks something of one person: their initiatives, boards, organisations and invitations."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, or_, select

from workspace.access import Actor
from workspace.areas.models import Area
from workspace.boards.models import Board
from workspace.boards.queries.sight import visible_boards
from workspace.borging.models import AspectCode, AspectState, BorgingAspect
from workspace.db import db
from workspace.initiatives.models import Initiative, Participation, Stage, Visibility
from workspace.initiatives.queries import visible_initiatives
from workspace.organisations.models import Organisation, OrganisationKind
from workspace.programmes.models import Programme
from workspace.times import today

AT_MOST = 50  # of each kind on the page, those in which something happened last


class MyInitiative(NamedTuple):
    """An initiative with its place."""

    id: int
    title: str
    stage: Stage
    visibility: Visibility
    active_at: datetime
    board: str
    programme: str
    is_hidden: bool = False  # by moderators


class MyBoard(NamedTuple):
    """A board on which somebody works."""

    id: int
    title: str
    slug: str
    programme: str
    programme_slug: str


class MyOrganisation(NamedTuple):
    """An organisation to which somebody belongs."""

    id: int
    name: str
    slug: str


class StaleClaim(NamedTuple):
    """An agreement whose last day has passed, for which this person or their organisation answers."""

    initiative_id: int
    title: str
    aspect: AspectCode
    valid_until: date


def list_own(actor: Actor) -> list[MyInitiative]:
    """Return what this person made or coordinates, drafts included."""
    own = or_(Initiative.created_by_id == actor.id, Initiative.coordinator_id == actor.id)
    return _initiatives(visible_initiatives(actor).where(own))


def list_joined(actor: Actor) -> list[MyInitiative]:
    """Return the initiatives in which this person takes part and that they still may see."""
    joined = select(Participation.initiative_id).where(Participation.user_id == actor.id)
    return _initiatives(visible_initiatives(actor).where(Initiative.id.in_(joined)))


def _initiatives(query: Select[Any]) -> list[MyInitiative]:
    columns = query.with_only_columns(
        Initiative.id,
        Initiative.title,
        Initiative.stage,
        Initiative.visibility,
        Initiative.partner_active_at,
        Board.title,
        Programme.name,
        Initiative.hidden_at.is_not(None),
    )
    newest = columns.order_by(Initiative.partner_active_at.desc(), Initiative.id.desc()).limit(AT_MOST)
    return [MyInitiative._make(row) for row in db.session.execute(newest)]


def list_my_boards(actor: Actor) -> list[MyBoard]:
    """Return the boards on which this person works today."""
    query = visible_boards(actor).where(Board.id.in_(actor.works_on)).order_by(Programme.name, Board.position)
    columns = (Board.id, Board.title, Board.slug, Programme.name, Programme.slug)
    return [MyBoard(*row) for row in db.session.execute(query.with_only_columns(*columns))]


def list_my_organisations(actor: Actor) -> list[MyOrganisation]:
    """Return the organisations to which this person belongs today."""
    query = select(Organisation.id, Organisation.name, Organisation.slug)
    rows = db.session.execute(query.where(Organisation.id.in_(actor.member_of)).order_by(Organisation.name))
    return [MyOrganisation(*row) for row in rows]


def list_stale_claims(actor: Actor) -> list[StaleClaim]:
    """Return the agreements that this person can confirm again, the oldest first."""
    mine = or_(BorgingAspect.organisation_id.in_(actor.represents), BorgingAspect.person_id == actor.id)
    query = (
        visible_initiatives(actor)
        .join(BorgingAspect, BorgingAspect.initiative_id == Initiative.id)
        .where(
            mine,
            BorgingAspect.state.in_([AspectState.AGREED, AspectState.ANCHORED]),
            BorgingAspect.valid_until < today(),
            Initiative.stage.not_in([stage for stage in Stage if stage.is_end]),
        )
        .with_only_columns(Initiative.id, Initiative.title, BorgingAspect.code, BorgingAspect.valid_until)
        .order_by(BorgingAspect.valid_until, BorgingAspect.id)
        .limit(AT_MOST)
    )
    return [StaleClaim._make(row) for row in db.session.execute(query)]


def list_my_provinces(actor: Actor) -> list[tuple[int, str]]:
    """Return id and name of the provinces to whose organisation this person belongs."""
    query = (
        select(Area.id, Area.name)
        .join(Organisation, Organisation.area_id == Area.id)
        .where(Organisation.kind == OrganisationKind.PROVINCE, Organisation.id.in_(actor.member_of))
        .order_by(Area.name)
        .distinct()
    )
    return [(number, name) for number, name in db.session.execute(query)]
