"""The kinds of things that belong to an initiative: itself, its aspects, next steps and offers."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, literal, or_, select
from sqlalchemy.orm import aliased

from workspace.access import Role
from workspace.boards.models import Board, BoardMember
from workspace.boards.queries.places import has_place
from workspace.borging.models import AspectChange, AspectState, BorgingAspect, Handover, HandoverStep
from workspace.borging.models.handovers import IS_OPEN, HandoverState
from workspace.initiatives.models import Initiative, Stage, Visibility
from workspace.leaving.models import Carried, Transfer, TransferState
from workspace.leaving.queries.columns import NO_DAY, NO_NUMBER, columns_of, is_away, last_day_at, left
from workspace.organisations.models import Organisation
from workspace.organisations.queries import current
from workspace.programmes.models import TeamMember
from workspace.scans.models import Scan, ScanStep
from workspace.times import today

ENDS = [stage for stage in Stage if stage.is_end]
# Who posted in one of these roles did so in office; a resident coordinates as long as they like.
IN_OFFICE = [role for role in Role if role not in {Role.RESIDENT, Role.ADMINISTRATOR}]


def initiatives(day: date) -> Select[Any]:
    """Initiatives that go on, with their coordinator, or with their maker while nobody else coordinates."""
    carrier = func.coalesce(Initiative.coordinator_id, Initiative.created_by_id)
    owner: Any = Initiative.owner_id
    official = and_(Initiative.created_as.in_(IN_OFFICE), carrier == Initiative.created_by_id)
    left_owner = and_(owner.is_not(None), left(owner, carrier, day))
    left_office = and_(owner.is_(None), official)
    return of_initiative(
        subject=Initiative.id,
        carrier=carrier,
        detail=literal(""),
        organisation=owner,
        since=Initiative.created_at,
        until=last_day_at(owner, carrier),
        gone=or_(
            carrier.is_(None),
            is_away(carrier),
            and_(or_(left_owner, left_office), ~has_place(Board.programme_id, carrier, day)),
        ),
        in_office=or_(owner.is_not(None), official),
    )


def aspects(day: date) -> Select[Any]:
    """Aspects of borging, with the person who answers for them."""
    organisation, person = BorgingAspect.organisation_id, BorgingAspect.person_id
    since = (
        select(func.min(AspectChange.changed_at))
        .where(AspectChange.aspect_id == BorgingAspect.id, AspectChange.person_id == person)
        .correlate(BorgingAspect)
        .scalar_subquery()
    )
    return of_initiative(
        subject=BorgingAspect.id,
        carrier=person,
        detail=BorgingAspect.code,
        organisation=organisation,
        since=since,
        until=last_day_at(organisation, person),
        gone=or_(left(organisation, person, day), is_away(person)),
        source=BorgingAspect,
    ).where(person.is_not(None), BorgingAspect.state != AspectState.NOT_NEEDED)


def steps(day: date) -> Select[Any]:
    """Next steps after a borgingsscan that are not done, with who sees to them."""
    organisation, person = ScanStep.organisation_id, ScanStep.person_id
    nobody = and_(organisation.is_(None), person.is_(None))
    return (
        of_initiative(
            subject=ScanStep.id,
            carrier=person,
            detail=ScanStep.step,
            organisation=organisation,
            since=Scan.opened_at,
            until=last_day_at(organisation, person),
            gone=or_(nobody, left(organisation, person, day), is_away(person)),
            source=Scan,
        )
        .join(ScanStep, ScanStep.scan_id == Scan.id)
        .where(ScanStep.done_at.is_(None), or_(person.is_not(None), nobody))
    )


def offers(day: date) -> Select[Any]:
    """Handovers that wait for an answer, with who took over the follow-up, or else who offered last."""
    passed_on = (
        select(Transfer.to_user_id)
        .where(
            Transfer.kind == Carried.OFFER,
            Transfer.subject_id == Handover.id,
            Transfer.state == TransferState.ACCEPTED,
        )
        .order_by(Transfer.id.desc())
        .limit(1)
        .correlate(Handover)
        .scalar_subquery()
    )
    offered = and_(HandoverStep.handover_id == Handover.id, HandoverStep.state == HandoverState.OFFERED)
    by = _last_step(HandoverStep.by_id, offered)
    carrier = func.coalesce(passed_on, by)
    leads = exists().where(
        BoardMember.board_id == Board.id,
        BoardMember.user_id == carrier,
        BoardMember.is_lead,
        current(BoardMember, day),
    )
    manages = exists().where(
        TeamMember.programme_id == Board.programme_id,
        TeamMember.user_id == carrier,
        TeamMember.is_manager,
        current(TeamMember, day),
    )
    receiver = aliased(Organisation)
    return (
        of_initiative(
            subject=Handover.id,
            carrier=carrier,
            detail=receiver.name,
            organisation=NO_NUMBER,
            since=_last_step(HandoverStep.made_at, offered),
            until=NO_DAY,
            gone=~or_(leads, manages),
            source=Handover,
        )
        .join(receiver, receiver.id == Handover.to_organisation_id)
        .where(IS_OPEN)
    )


def _last_step(column: Any, offered: ColumnElement[bool]) -> Any:
    latest = select(column).where(offered).order_by(HandoverStep.id.desc()).limit(1)
    return latest.correlate(Handover).scalar_subquery()


def of_initiative(
    *,
    subject: Any,
    carrier: Any,
    detail: Any,
    organisation: Any,
    since: Any,
    until: Any,
    gone: Any,
    in_office: Any = None,
    source: Any = None,
) -> Select[Any]:
    """Return the columns of what belongs to an initiative that goes on and that others see."""
    apart = and_(Initiative.carried_from <= today(), ~Initiative.team_may_edit)
    columns = columns_of(
        subject=subject,
        carrier=carrier,
        title=Initiative.title,
        detail=detail,
        initiative=Initiative.id,
        organisation=organisation,
        since=since,
        until=until,
        gone=gone,
        in_office=in_office,
        apart=func.coalesce(apart, false()),
    ).join(Initiative, Initiative.board_id == Board.id)
    if source is not None:
        columns = columns.join(source, source.initiative_id == Initiative.id)
    return columns.where(Initiative.stage.not_in(ENDS), Initiative.visibility != Visibility.DRAFT)
