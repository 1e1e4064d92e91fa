"""The picture of borging of one initiative, today or as it stood on an earlier day."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, literal, select

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.borging import policy
from workspace.borging.models import (
    AspectChange,
    AspectCode,
    AspectState,
    BorgingAspect,
    CarryConfirmation,
    Handover,
    HandoverState,
    Level,
)
from workspace.borging.models.rules import Claim, is_stale, level_on
from workspace.borging.queries.evidence import EvidenceRow, Granted, evidence_before, granted_on
from workspace.borging.queries.handovers import HandoverLine, find_last_handover
from workspace.db import db
from workspace.initiatives.models import Initiative
from workspace.organisations.models import Organisation
from workspace.times import HERE, today


class AspectRow(NamedTuple):
    """One aspect, also one of which nothing was said yet: that is open, and has version 0."""

    code: AspectCode
    state: AspectState = AspectState.OPEN
    is_stale: bool = False
    reason: str = ""
    organisation_id: int | None = None
    organisation: str | None = None
    person_id: int | None = None
    person: str | None = None
    valid_until: date | None = None
    evidence: tuple[EvidenceRow, ...] = ()
    next_step: str = ""
    next_step_on: date | None = None
    is_late: bool = False  # the day of its next step has passed
    version: int = 0
    may_confirm: bool = False

    @property
    def claim(self) -> Claim:
        return Claim(self.state, self.valid_until)


@dataclass(frozen=True)
class Picture:
    """The eight aspects in order, the level that follows, and what this reader may do about it."""

    initiative_id: int
    on: date
    level: Level
    aspects: tuple[AspectRow, ...]
    carried_by: str | None  # the organisation that confirmed that it carries this itself
    is_earlier: bool = False  # of a day that has passed
    yearly_cost_cents: int | None = None  # as the initiative says today; not known of an earlier day
    may_change: bool = False
    may_confirm_carry: bool = False
    handover: HandoverLine | None = None  # the last one, as far as this reader may know
    sees_handovers: bool = False
    is_involved: bool = False  # the reader is an insider of the programme, its maker or its owner
    is_insider: bool = False
    sees_dossier: bool = False
    may_offer: bool = False
    may_answer: bool = False

    def __getitem__(self, code: AspectCode) -> AspectRow:
        return next(row for row in self.aspects if row.code == code)

    @property
    def granted(self) -> Granted | None:
        """What is promised a year, on the day of this picture."""
        return granted_on(self[AspectCode.MONEY].evidence, self.on)

    @property
    def stale_count(self) -> int:
        return sum(row.is_stale for row in self.aspects)


def picture_of(initiative_id: int, *, on: date) -> Picture:
    """Return the picture of an initiative that the reader was shown, in two queries."""
    until = None if on >= today() else datetime.combine(on + timedelta(days=1), time(), HERE)
    asked = {"initiative_id": initiative_id} | ({"until": until} if until else {})
    rows = db.session.execute(_aspects(until is not None), asked | {"on": on}).all()
    evidence = evidence_before(initiative_id, until)
    found = {row.code: _row(row, evidence.get(row.aspect_id, ()), on) for row in rows if row.code}
    aspects = tuple(found.get(code, AspectRow(code)) for code in AspectCode)
    carried_by = rows[0].carried_by if rows else None
    is_carried = carried_by is not None or bool(rows and rows[0].is_handed_over)
    level = level_on({row.code: row.claim for row in aspects}, on, carried=is_carried)
    cost = rows[0].yearly_cost_cents if rows and until is None else None
    return Picture(initiative_id, on, level, aspects, carried_by, until is not None, cost)


def picture_for(initiative: Initiative, *, seen_by: Actor, on: date) -> Picture:
    """Return the picture with what this reader may do: nothing about an earlier day."""
    picture = picture_of(initiative.id, on=on)
    if on < today():
        return picture
    picture = _with_handover(picture, initiative, seen_by)
    if not seen_by.is_authenticated:
        return picture
    return replace(
        picture,
        aspects=tuple(
            row._replace(may_confirm=row.is_stale and policy.may_confirm_aspect(seen_by, initiative, row))
            for row in picture.aspects
        ),
        may_change=policy.may_change_aspects(seen_by, initiative),
        may_confirm_carry=(
            picture.carried_by is None
            and initiative.carried_from is None
            and policy.may_confirm_carry(seen_by, initiative)
        ),
    )


def _with_handover(picture: Picture, initiative: Initiative, seen_by: Actor) -> Picture:
    """Return the picture with the last handover: accepted to everybody, else to those involved."""
    last = find_last_handover(initiative.id)
    is_asked = last is not None and last.to_organisation_id in seen_by.represents
    is_involved = policy.may_see_handover(seen_by, initiative)
    sees = is_asked or is_involved
    is_open = last is not None and last.state.is_open
    asked = [last.to_organisation_id] if last is not None and last.state.may_come_true else []
    return replace(
        picture,
        handover=last if last and (sees or last.state == HandoverState.ACCEPTED) else None,
        sees_handovers=sees,
        is_involved=is_involved,
        is_insider=initiative.programme_id in seen_by.insider_in,
        sees_dossier=policy.may_have_dossier(seen_by, initiative, asked=asked),
        may_offer=not is_open
        and policy.is_offerable(initiative)
        and policy.may_offer_handover(seen_by, initiative),
        may_answer=is_asked and last is not None and last.state == HandoverState.OFFERED,
    )


# The statements are made once: making them costs more than running them.


@cache
def _aspects(earlier: bool) -> Select[*tuple[Any, ...]]:
    """Return the query for all aspects and who carries it: one row at least, if the initiative exists."""
    said = (_before() if earlier else _today()).subquery("said")
    carrier = Organisation.__table__.alias("carrier")
    carried: ColumnElement[bool] = CarryConfirmation.initiative_id == Initiative.id
    if earlier:
        carried = and_(carried, CarryConfirmation.confirmed_at < bindparam("until"))
    return (
        select(
            said,
            Organisation.name.label("organisation"),
            User.name.label("person"),
            carrier.c.name.label("carried_by"),
            _is_handed_over().label("is_handed_over"),
            Initiative.yearly_cost_cents,
        )
        .select_from(Initiative)
        .outerjoin(said, said.c.initiative_id == Initiative.id)
        .outerjoin(Organisation, Organisation.id == said.c.organisation_id)
        .outerjoin(User, User.id == said.c.person_id)
        .outerjoin(CarryConfirmation, carried)
        .outerjoin(carrier, carrier.c.id == CarryConfirmation.organisation_id)
        .where(Initiative.id == bindparam("initiative_id"))
    )


def _is_handed_over() -> ColumnElement[bool]:
    """Return whether an accepted handover holds on the day `on`; its day is never before its acceptance."""
    return exists().where(
        Handover.initiative_id == Initiative.id,
        Handover.state == HandoverState.ACCEPTED,
        Handover.from_day <= bindparam("on"),
    )


def _today() -> Select[*tuple[Any, ...]]:
    return select(
        BorgingAspect.initiative_id,
        BorgingAspect.id.label("aspect_id"),
        BorgingAspect.code,
        BorgingAspect.state,
        BorgingAspect.reason,
        BorgingAspect.organisation_id,
        BorgingAspect.person_id,
        BorgingAspect.valid_until,
        BorgingAspect.next_step,
        BorgingAspect.next_step_on,
        BorgingAspect.version,
    )


def _before() -> Select[*tuple[Any, ...]]:
    """Return the query for what was last said of each aspect before this moment."""
    last = (
        select(func.max(AspectChange.id))
        .where(AspectChange.aspect_id == BorgingAspect.id, AspectChange.changed_at < bindparam("until"))
        .correlate(BorgingAspect)
        .scalar_subquery()
    )
    return select(
        BorgingAspect.initiative_id,
        BorgingAspect.id.label("aspect_id"),
        BorgingAspect.code,
        AspectChange.to_state.label("state"),
        AspectChange.reason,
        AspectChange.organisation_id,
        AspectChange.person_id,
        AspectChange.valid_until,
        AspectChange.next_step,
        AspectChange.next_step_on,
        literal(0).label("version"),
    ).join(AspectChange, AspectChange.id == last)


def _row(row: Any, evidence: tuple[EvidenceRow, ...], on: date) -> AspectRow:
    return AspectRow(
        code=row.code,
        state=row.state,
        is_stale=is_stale(row.state, row.valid_until, on),
        reason=row.reason if row.state == AspectState.NOT_NEEDED else "",
        organisation_id=row.organisation_id,
        organisation=row.organisation,
        person_id=row.person_id,
        person=row.person,
        valid_until=row.valid_until,
        evidence=evidence,
        next_step=row.next_step,
        next_step_on=row.next_step_on,
        is_late=row.next_step_on is not None and row.next_step_on < on,
        version=row.version,
    )
