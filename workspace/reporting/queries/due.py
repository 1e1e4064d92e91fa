"""Which programmes have no adopted plan for the next calendar year yet (N29)."""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, exists, select
from sqlalchemy.orm import aliased

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.db import db
from workspace.organisations.queries import current
from workspace.programmes.models import Programme, TeamMember
from workspace.reporting.models import PlanReminder, ProgrammeReport, ReportKind, ReportState
from workspace.reporting.models.due import step_on
from workspace.times import today


class DuePlan(NamedTuple):
    """A programme without an adopted plan for a year; `report_id` is the plan under way, if there is one."""

    programme_id: int
    slug: str
    programme: str
    year: int
    report_id: int | None


class Manager(NamedTuple):
    """Who manages a programme today, and how to write to them."""

    user_id: int
    programme_id: int
    email: str
    locale: str


def list_unreminded(step: int) -> list[DuePlan]:
    """Return the programmes of which nobody was reminded at this step this year, to be reminded now."""
    reminded = exists().where(
        PlanReminder.programme_id == Programme.id,
        PlanReminder.year == today().year + 1,
        PlanReminder.step <= step,
    )
    return _plans(_without_plan(today()).where(~reminded))


def list_managers(programme_ids: Collection[int]) -> list[Manager]:
    """Return the managers that these programmes have today."""
    query = (
        select(User.id, TeamMember.programme_id, User.email, User.locale)
        .join(TeamMember, TeamMember.user_id == User.id)
        .where(TeamMember.programme_id.in_(programme_ids), TeamMember.is_manager)
        .where(current(TeamMember, today()))
        .order_by(TeamMember.programme_id, User.id)
    )
    return [Manager._make(row) for row in db.session.execute(query)]


def list_due_plans(actor: Actor) -> list[DuePlan]:
    """Return the programmes that this person manages and that ask for a plan now."""
    if not actor.manages or step_on(today()) is None:
        return []
    return _plans(_without_plan(today()).where(Programme.id.in_(actor.manages)))


def _without_plan(on: date) -> Select[Programme]:
    """Return running programmes that go on next year and have no adopted plan for it."""
    first, last = date(on.year + 1, 1, 1), date(on.year + 1, 12, 31)
    adopted = exists().where(
        ProgrammeReport.programme_id == Programme.id,
        ProgrammeReport.kind == ReportKind.PLAN,
        ProgrammeReport.state == ReportState.ADOPTED,
        ProgrammeReport.starts_on <= last,
        ProgrammeReport.ends_on >= first,
    )
    return select(Programme).where(Programme.starts_on <= on, Programme.ends_on >= first, ~adopted)


def _plans(programmes: Select[Programme]) -> list[DuePlan]:
    year = today().year + 1
    plan = aliased(ProgrammeReport)
    for_the_year = and_(
        plan.programme_id == Programme.id,
        plan.kind == ReportKind.PLAN,
        plan.starts_on <= date(year, 12, 31),
        plan.ends_on >= date(year, 1, 1),
    )
    query: Any = (
        programmes.outerjoin(plan, for_the_year)
        .with_only_columns(Programme.id, Programme.slug, Programme.name, plan.id)
        .order_by(Programme.name, Programme.id, plan.id)
    )
    found = {row[0]: DuePlan(row[0], row[1], row[2], year, row[3]) for row in db.session.execute(query)}
    return list(found.values())
