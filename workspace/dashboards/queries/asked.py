"""What asks to be done this month in a programme or on a board: one statement, some lines of each kind."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    String,
    and_,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)

from workspace.borging.models import BorgingAspect, Handover, HandoverState, HandoverStep
from workspace.borging.models.rules import CLAIMS
from workspace.dashboards.queries.lives import ENDS
from workspace.db import UtcDateTime, db
from workspace.independence.models import SoloTrial
from workspace.initiatives.models import Initiative
from workspace.organisations.models import Organisation
from workspace.scans.models import Scan, ScanStep
from workspace.times import day_of

AHEAD = timedelta(days=30)
LINES = 5  # of each kind


class Kind(StrEnum):
    """What is asked, in the order in which it is shown."""

    STALE = "stale"
    GROWS_STALE = "grows_stale"
    OFFERED = "offered"
    CHANGES_ASKED = "changes_asked"
    STEP = "step"
    SCAN_STEP = "scan_step"
    TRIAL = "trial"


class Line(NamedTuple):
    """One thing to do: about which initiative, which aspect, in whose hands, and the day that counts.

    The day is since when it waits for offers, and else the last day or the day it is due.
    """

    kind: Kind
    initiative_id: int
    title: str
    code: str
    text: str
    organisation: str
    day: date


class Group(NamedTuple):
    """The things of one kind: the most pressing ones, and how many there are."""

    kind: Kind
    lines: list[Line]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.lines)


def list_asked(place: Select[Initiative], *, on: date) -> list[Group]:
    """Return what is asked of a place within thirty days, kinds of which there is nothing left out."""
    open_ones = place.where(Initiative.stage.not_in(ENDS))
    arms = [select(arm.subquery()) for arm in _arms(open_ones, on)]
    groups: dict[Kind, Group] = {}
    for kind, number, title, code, text, organisation, day, moment, total in db.session.connection().execute(
        union_all(*arms)
    ):
        group = groups.setdefault(Kind(kind), Group(Kind(kind), [], total))
        since = day_of(moment) if moment else day
        group.lines.append(Line(Kind(kind), number, title, code, text, organisation or "", since))
    return [groups[kind] for kind in Kind if kind in groups]


def _arms(place: Select[Initiative], on: date) -> Iterable[Select[Any]]:
    yield from _aspect_arms(place, on)
    last = (
        select(func.max(HandoverStep.made_at))
        .where(HandoverStep.handover_id == Handover.id)
        .correlate(Handover)
        .scalar_subquery()
    )
    offers = place.join(Handover, Handover.initiative_id == Initiative.id).join(
        Organisation, Organisation.id == Handover.to_organisation_id
    )
    for kind, state in (
        (Kind.OFFERED, HandoverState.OFFERED),
        (Kind.CHANGES_ASKED, HandoverState.CHANGES_ASKED),
    ):
        yield _arm(kind, offers.where(Handover.state == state), None, moment=last)
    after_scans = (
        place.join(Scan, Scan.initiative_id == Initiative.id)
        .join(ScanStep, ScanStep.scan_id == Scan.id)
        .outerjoin(Organisation, Organisation.id == ScanStep.organisation_id)
        .where(ScanStep.done_at.is_(None), ScanStep.due_on < on + AHEAD)
    )
    question = type_coerce(ScanStep.question, String)
    yield _arm(Kind.SCAN_STEP, after_scans, ScanStep.due_on, code=question, text=ScanStep.step)
    trials = (
        place.join(SoloTrial, SoloTrial.initiative_id == Initiative.id)
        .outerjoin(Organisation, Organisation.id == Initiative.owner_id)
        .where(
            SoloTrial.agreed_at.is_not(None),
            SoloTrial.stopped_at.is_(None),
            SoloTrial.ends_on >= on,
            SoloTrial.ends_on < on + AHEAD,
        )
    )
    yield _arm(Kind.TRIAL, trials, SoloTrial.ends_on)


def _aspect_arms(place: Select[Initiative], on: date) -> Iterable[Select[Any]]:
    """Return the arms about aspects: those in which a day comes near are looked up once for all three."""
    soon = on + AHEAD
    is_claim = and_(BorgingAspect.state.in_(CLAIMS), BorgingAspect.valid_until < soon)
    has_step = and_(BorgingAspect.next_step != "", BorgingAspect.next_step_on < soon)
    near = (
        place.join(BorgingAspect, BorgingAspect.initiative_id == Initiative.id)
        .where(or_(is_claim, has_step))
        .with_only_columns(BorgingAspect.id)
        .cte("near")
    )
    found = (
        select(BorgingAspect)
        .join(near, near.c.id == BorgingAspect.id)
        .join(Initiative, Initiative.id == BorgingAspect.initiative_id)
        .outerjoin(Organisation, Organisation.id == BorgingAspect.organisation_id)
    )
    code, until, step = (
        type_coerce(BorgingAspect.code, String),
        BorgingAspect.valid_until,
        BorgingAspect.next_step,
    )
    yield _arm(Kind.STALE, found.where(is_claim, until < on), until, code=code)
    yield _arm(Kind.GROWS_STALE, found.where(is_claim, until >= on), until, code=code)
    yield _arm(Kind.STEP, found.where(has_step), BorgingAspect.next_step_on, code=code, text=step)


def _arm(
    kind: Kind,
    found: Select[Any],
    day: Any,
    *,
    moment: Any = None,
    code: ColumnElement[str] | None = None,
    text: Any = None,
) -> Select[Any]:
    """Return the first lines of one kind, each with how many there are."""
    nothing = literal("", String)
    return (
        found.with_only_columns(
            literal(kind.value, String).label("kind"),
            Initiative.id.label("number"),
            Initiative.title.label("title"),
            (nothing if code is None else code).label("code"),
            (nothing if text is None else text).label("text"),
            Organisation.name.label("organisation"),
            (cast(null(), Date) if day is None else day).label("day"),
            (cast(null(), UtcDateTime()) if moment is None else moment).label("moment"),
            func.count().over().label("total"),
        )
        .order_by(moment if day is None else day, Initiative.id)
        .limit(LINES)
    )
