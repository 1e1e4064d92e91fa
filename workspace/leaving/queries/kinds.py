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

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased

from workspace.access import Role
from workspace.boards.models import Board, BoardMember
from workspace.borging.models import AspectChange, AspectState, BorgingAspect, Handover, HandoverStep
from workspace.borging.models.handovers import IS_OPEN, HandoverState
from workspace.initiatives.models import Initiative, Stage, Visibility
from workspace.leaving.models import Carried, Transfer, TransferState
from workspace.organisations.models import Membership, Organisation
from workspace.organisations.queries import current
from workspace.programmes.models import Partner, TeamMember
from workspace.scans.models import Scan, ScanStep
from workspace.times import today

NO_NUMBER = cast(null(), Integer)
NO_DAY = cast(null(), Date)
ONLY_ONE = "only"  # what `detail` says of the only one who may commit an organisation
ENDS = [stage for stage in Stage if stage.is_end]
# Who posted in one of these roles did so in office; a resident coordinates as long as they like.
IN_OFFICE = [role for role in Role if role not in {Role.RESIDENT, Role.ADMINISTRATOR}]

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
    return _columns(
        subject=Board.id,
        carrier=BoardMember.user_id,
        title=Board.title,
        initiative=NO_NUMBER,
        organisation=NO_NUMBER,
        since=BoardMember.starts_on,
        until=BoardMember.ends_on,
        gone=or_(BoardMember.id.is_(None), BoardMember.ends_on < day),
    ).outerjoin(BoardMember, and_(BoardMember.board_id == Board.id, BoardMember.is_lead, holds))


def _initiatives(day: date) -> Select[Any]:
    """Initiatives that go on, with their coordinator, or with their maker while nobody else coordinates."""
    carrier = func.coalesce(Initiative.coordinator_id, Initiative.created_by_id)
    owner: Any = Initiative.owner_id
    official = and_(Initiative.created_as.in_(IN_OFFICE), carrier == Initiative.created_by_id)
    left_owner = and_(owner.is_not(None), _left(owner, carrier, day))
    left_office = and_(owner.is_(None), official)
    return _of_initiative(
        subject=Initiative.id,
        carrier=carrier,
        detail=literal(""),
        organisation=owner,
        since=Initiative.created_at,
        until=_last_day(owner, carrier),
        gone=or_(
            carrier.is_(None),
            and_(or_(left_owner, left_office), ~_has_place(Board.programme_id, carrier, day)),
        ),
        in_office=or_(owner.is_not(None), official),
    )


def _aspects(day: date) -> Select[Any]:
    """Aspects of borging, with the person who answers for them."""
    organisation, person = BorgingAspect.organisation_id, BorgingAspect.person_id
    since = (
        select(func.min(AspectChange.changed_at))
        .where(AspectChange.aspect_id == BorgingAspect.id, AspectChange.person_id == person)
        .correlate(BorgingAspect)
        .scalar_subquery()
    )
    return _of_initiative(
        subject=BorgingAspect.id,
        carrier=person,
        detail=BorgingAspect.code,
        organisation=organisation,
        since=since,
        until=_last_day(organisation, person),
        gone=_left(organisation, person, day),
        source=BorgingAspect,
    ).where(person.is_not(None), BorgingAspect.state != AspectState.NOT_NEEDED)


def _steps(day: date) -> Select[Any]:
    """Next steps after a borgingsscan that are not done, with who sees to them."""
    organisation, person = ScanStep.organisation_id, ScanStep.person_id
    nobody = and_(organisation.is_(None), person.is_(None))
    return (
        _of_initiative(
            subject=ScanStep.id,
            carrier=person,
            detail=ScanStep.step,
            organisation=organisation,
            since=Scan.opened_at,
            until=_last_day(organisation, person),
            gone=or_(nobody, _left(organisation, person, day)),
            source=Scan,
        )
        .join(ScanStep, ScanStep.scan_id == Scan.id)
        .where(ScanStep.done_at.is_(None), or_(person.is_not(None), nobody))
    )


def _offers(day: date) -> Select[Any]:
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
        _of_initiative(
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


def _of_initiative(
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
    columns = _columns(
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


def _columns(
    *,
    subject: Any,
    carrier: Any,
    title: Any,
    initiative: Any,
    organisation: Any,
    since: Any,
    until: Any,
    gone: Any,
    detail: Any = None,
    in_office: Any = None,
    apart: Any = None,
) -> Select[Any]:
    return select(
        subject.label("subject_id"),
        carrier.label("carrier_id"),
        title.label("title"),
        (literal("") if detail is None else detail).label("detail"),
        Board.programme_id.label("programme_id"),
        Board.id.label("board_id"),
        initiative.label("initiative_id"),
        organisation.label("organisation_id"),
        since.label("since"),
        until.label("until"),
        gone.label("gone"),
        (true() if in_office is None else in_office).label("in_office"),
        (false() if apart is None else apart).label("apart"),
    ).select_from(Board)


def _left(organisation: Any, person: Any, day: date) -> ColumnElement[bool]:
    """Somebody belonged to this organisation, and does so no longer."""
    there = (Membership.organisation_id == organisation, Membership.user_id == person)
    before = exists().where(*there, Membership.ends_on < day)
    return and_(before, ~exists().where(*there, current(Membership, day)))


def _last_day(organisation: Any, person: Any) -> Any:
    there = (Membership.organisation_id == organisation, Membership.user_id == person)
    return select(func.max(Membership.ends_on)).where(*there).correlate_except(Membership).scalar_subquery()


def _has_place(programme: Any, person: Any, day: date) -> ColumnElement[bool]:
    """Somebody is in the team, in a working group, or at an organisation of this programme today."""
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


KINDS: dict[Carried, Kind] = {
    Carried.BOARD: _boards,
    Carried.INITIATIVE: _initiatives,
    Carried.ASPECT: _aspects,
    Carried.STEP: _steps,
    Carried.OFFER: _offers,
    Carried.REPRESENTATION: _representations,
}
