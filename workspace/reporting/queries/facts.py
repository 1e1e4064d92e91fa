"""The facts of a period of a programme, read in a fixed number of statements, however large it is (N28)."""

from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from workspace.areas.models import Area
from workspace.boards.models import Board
from workspace.boards.queries.sight import visible_boards
from workspace.borging.models import Handover, HandoverState
from workspace.db import db
from workspace.initiatives.models import Initiative
from workspace.organisations.models import Organisation, OrganisationKind
from workspace.programmes.models import Openness, Partner, Phase, Programme
from workspace.reporting.models import PlanLine
from workspace.reporting.queries.facts_counts import list_counted, list_crowds, list_put_in, read_money
from workspace.reporting.queries.facts_initiatives import initiatives_in, list_facts
from workspace.reporting.queries.facts_period import Period, period_of
from workspace.reporting.queries.facts_shapes import (
    AdviceFact,
    Answered,
    Budget,
    Cost,
    Counted,
    Crowd,
    HandedOver,
    InitiativeFact,
    Moment,
    Money,
    PeriodFacts,
    PhaseFact,
    PlannedLine,
    PutIn,
    Question,
    Stream,
    Theme,
    Thread,
    Year,
)
from workspace.reporting.queries.facts_talk import (
    list_advice_of,
    list_answered,
    list_handed_over,
    list_moments,
    list_questions,
    list_threads_of,
)

__all__ = [
    "AdviceFact",
    "Answered",
    "Budget",
    "Cost",
    "Counted",
    "Crowd",
    "HandedOver",
    "InitiativeFact",
    "Moment",
    "Money",
    "PeriodFacts",
    "PhaseFact",
    "PlannedLine",
    "PutIn",
    "Question",
    "Stream",
    "Theme",
    "Thread",
    "Year",
    "read_facts",
]


def read_facts(
    programme: Programme,
    starts_on: date,
    ends_on: date,
    *,
    openness: Openness,
    report_id: int | None = None,
) -> PeriodFacts:
    """Return what is known of a programme in a period, as far as readers of this openness may be told.

    A report that everybody may read tells nothing of what is for partners alone. The lines of a plan come
    with the report they belong to. The caller asks permission.
    """
    period = period_of(programme, starts_on, ends_on, openness)
    return PeriodFacts(
        programme=programme.name,
        area=db.session.scalars(select(Area.name).where(Area.id == programme.area_id)).one(),
        summary=programme.summary,
        motto=programme.motto,
        starts_on=starts_on,
        ends_on=ends_on,
        before=period.before,
        after=period.after,
        programme_ends_on=programme.ends_on,
        partners=tuple(_partners(period)),
        phases=tuple(_phases(period)),
        themes=tuple(_themes(period)),
        initiatives=tuple(list_facts(period)),
        counted=tuple(list_counted(period)),
        crowds=tuple(list_crowds(period)),
        put_in=None if period.is_for_all else tuple(list_put_in(period)),
        money=read_money(period),
        handed_over=tuple(list_handed_over(period)),
        offers_waiting=_offers_waiting(period),
        answered=tuple(list_answered(period)),
        advice=tuple(list_advice_of(period)),
        moments=tuple(list_moments(period)),
        threads=tuple(list_threads_of(period)),
        questions=tuple(list_questions(period)),
        lines=tuple(_lines(period, report_id)),
    )


def _themes(period: Period) -> list[Theme]:
    columns = (Board.id, Board.title, Board.ambition, Board.threshold)
    query: Any = visible_boards(period.reader).where(Board.programme_id == period.programme.id)
    rows = db.session.execute(
        query.with_only_columns(*columns).order_by(Board.position, Board.title, Board.id)
    )
    return [Theme._make(row) for row in rows]


def _partners(period: Period) -> list[str]:
    """Return the organisations that took part on the last day of the period, by name; councils advise."""
    query = (
        select(Organisation.name)
        .distinct()
        .join(Partner, Partner.organisation_id == Organisation.id)
        .where(Partner.programme_id == period.programme.id, Partner.starts_on <= period.after)
        .where(or_(Partner.ends_on.is_(None), Partner.ends_on >= period.after))
        .where(Organisation.kind != OrganisationKind.COUNCIL)
    )
    return list(db.session.scalars(query.order_by(Organisation.name)))


def _phases(period: Period) -> list[PhaseFact]:
    query = (
        select(Phase.name, Phase.motto, Phase.starts_on, Phase.ends_on)
        .where(Phase.programme_id == period.programme.id)
        .order_by(Phase.starts_on, Phase.id)
    )
    return [PhaseFact._make(row) for row in db.session.execute(query)]


def _offers_waiting(period: Period) -> int:
    """Return how many offers to hand over wait for an answer or for changes today."""
    waits = [state for state in HandoverState if state.is_open]
    offer = aliased(Handover)
    query: Any = (
        initiatives_in(period)
        .join(offer, offer.initiative_id == Initiative.id)
        .where(offer.state.in_(waits))
        .with_only_columns(func.count())
    )
    return db.session.scalar(query) or 0


def _lines(period: Period, report_id: int | None) -> list[PlannedLine]:
    if report_id is None:
        return []
    query: Any = (
        visible_boards(period.reader)
        .join(PlanLine, PlanLine.board_id == Board.id)
        .where(PlanLine.report_id == report_id)
        .with_only_columns(PlanLine.board_id, PlanLine.what, PlanLine.cents)
        .order_by(PlanLine.position, PlanLine.id)
    )
    return [PlannedLine._make(row) for row in db.session.execute(query)]
