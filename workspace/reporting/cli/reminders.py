"""Reminding managers, before 1 October and once after it, of the plan for next year (N29)."""

from collections.abc import Iterable, Mapping

from workspace.access import OPERATOR
from workspace.db import db, may_write
from workspace.digests.queries.choices import who_want_none
from workspace.letters import compose, full_address
from workspace.mail.actions import enqueue_mail
from workspace.reporting.actions.reminding import claim_reminder
from workspace.reporting.models.due import due_day, step_on
from workspace.reporting.queries.due import DuePlan, Manager, list_managers, list_unreminded
from workspace.times import show_day, today


def remind_of_plans() -> None:
    """Write once at each step to the managers of running programmes without an adopted plan for next year."""
    step = step_on(today())
    if step is None:
        return
    may_write()
    plans = {
        plan.programme_id: plan
        for plan in list_unreminded(step)
        if claim_reminder(plan.programme_id, year=plan.year, step=step, by=OPERATOR)
    }
    if plans:
        _write(list_managers(plans.keys()), plans)
    db.session.commit()


def _write(managers: Iterable[Manager], plans: Mapping[int, DuePlan]) -> None:
    due = due_day(today())
    everybody = list(managers)
    refused = who_want_none([manager.user_id for manager in everybody])
    for manager in everybody:
        if manager.user_id in refused:
            continue
        plan = plans[manager.programme_id]
        letter = compose(
            "plan_due",
            locale=manager.locale,
            plan=plan,
            due=show_day(due, manager.locale),
            days=(due - today()).days,
            link=_page_of(plan),
        )
        enqueue_mail(
            manager.email, subject=letter.subject, text=letter.text, locale=manager.locale, by=OPERATOR
        )


def _page_of(plan: DuePlan) -> str:
    if plan.report_id is None:
        return full_address("reporting.reports", slug=plan.slug)
    return full_address("reporting.report", report_id=plan.report_id)
