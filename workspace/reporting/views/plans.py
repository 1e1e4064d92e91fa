"""The lines of a plan on one theme: what is wanted, for how much, and whether there is money for it (N29)."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.errors import conflict_page
from workspace.errors import page as error_page
from workspace.forms import Form
from workspace.money import in_euros, show_cents
from workspace.reporting.actions.planning import (
    LINES_AT_MOST,
    TooManyLines,
    add_line,
    change_line,
    remove_line,
    show_lines,
)
from workspace.reporting.forms.plans import PlanLineForm
from workspace.reporting.models import PlanLine, ProgrammeReport, ReportState
from workspace.reporting.models.settled import Settled
from workspace.reporting.policy import reports as policy
from workspace.reporting.queries.facts import Theme
from workspace.reporting.queries.plan_lines import get_line, get_plan, get_theme, list_lines, read_budget
from workspace.reporting.views.blueprint import bp
from workspace.reporting.words.budget import draw_budget
from workspace.web import actor_here, go_to


@bp.get("/verslagen/<int:report_id>/begroting/<int:board_id>")
def budget(report_id: int, board_id: int) -> ResponseReturnValue:
    """Show the lines on a theme to who may write them, with the sum against the means."""
    plan, theme = _plan(report_id, board_id)
    return _page(plan, theme, PlanLineForm(formdata=None))


@bp.post("/verslagen/<int:report_id>/begroting/<int:board_id>")
def add_plan_line(report_id: int, board_id: int) -> ResponseReturnValue:
    plan, theme = _plan(report_id, board_id, to_change=True)
    form = PlanLineForm()
    if not form.validate_on_submit():
        return _page(plan, theme, form), 422
    try:
        add_line(plan, board_id=theme.id, what=form.what.data, cents=form.cents(), by=actor_here())
    except Settled:
        return error_page(409)
    except TooManyLines:
        most = _("Er staan al %(number)d regels op dit thema. Voeg regels samen.", number=LINES_AT_MOST)
        form.what.errors = [*form.what.errors, most]
        return _page(plan, theme, form), 422
    return _done(plan, theme, _("De regel staat in de begroting."))


@bp.get("/verslagen/<int:report_id>/begroting/<int:board_id>/<int:line_id>")
def edit_plan_line(report_id: int, board_id: int, line_id: int) -> ResponseReturnValue:
    plan, theme = _plan(report_id, board_id)
    line = get_line(plan, theme.id, line_id)
    if plan.state == ReportState.ADOPTED:
        return go_to(_here(plan, theme))
    return _line_page(plan, theme, line, _stored(line))


@bp.post("/verslagen/<int:report_id>/begroting/<int:board_id>/<int:line_id>")
def save_plan_line(report_id: int, board_id: int, line_id: int) -> ResponseReturnValue:
    plan, theme = _plan(report_id, board_id, to_change=True)
    line = get_line(plan, theme.id, line_id)
    form = PlanLineForm()
    if not form.validate_on_submit():
        return _line_page(plan, theme, line, form), 422
    if plan.state != ReportState.ADOPTED and form.is_stale(line.version):
        return conflict_page(form, stored=_stored(line))
    try:
        change_line(plan, line, what=form.what.data, cents=form.cents(), by=actor_here())
    except Settled:
        return error_page(409)
    return _done(plan, theme, _("De regel is opgeslagen."))


@bp.post("/verslagen/<int:report_id>/begroting/<int:board_id>/<int:line_id>/weg")
def remove_plan_line(report_id: int, board_id: int, line_id: int) -> ResponseReturnValue:
    plan, theme = _plan(report_id, board_id, to_change=True)
    try:
        remove_line(plan, get_line(plan, theme.id, line_id), by=actor_here())
    except Settled:
        return error_page(409)
    return _done(plan, theme, _("De regel is uit de begroting gehaald."))


def _plan(report_id: int, board_id: int, *, to_change: bool = False) -> tuple[ProgrammeReport, Theme]:
    """Return a plan and a theme on which this person writes in it."""
    plan = get_plan(report_id, actor_here(), to_change=to_change)
    theme = get_theme(plan, board_id, actor_here())
    require(policy.may_write_on(actor_here(), plan, theme.id))
    return plan, theme


def _done(plan: ProgrammeReport, theme: Theme, said: str) -> ResponseReturnValue:
    """Let the plan show its lines as they are now, and go back to them."""
    show_lines(plan, board_id=theme.id, sections=draw_budget(read_budget(plan)), by=actor_here())
    flash(said)
    return go_to(_here(plan, theme))


def _here(plan: ProgrammeReport, theme: Theme) -> str:
    return url_for("reporting.budget", report_id=plan.id, board_id=theme.id)


def _stored(line: PlanLine) -> PlanLineForm:
    data = {"what": line.what, "amount": show_cents(line.cents), "version": str(line.version)}
    return PlanLineForm(formdata=None, data=data)


def _page(plan: ProgrammeReport, theme: Theme, form: PlanLineForm) -> str:
    known = read_budget(plan)
    return render_template(
        "reporting/budget.html",
        plan=plan,
        theme=theme,
        lines=list_lines(plan, theme.id),
        budget=known,
        over=None if known.means is None else known.total - known.means,
        is_open=plan.state != ReportState.ADOPTED,
        form=form,
        bare=Form(formdata=None),
        euros=in_euros,
    )


def _line_page(plan: ProgrammeReport, theme: Theme, line: PlanLine, form: PlanLineForm) -> str:
    return render_template("reporting/plan_line.html", plan=plan, theme=theme, line=line, form=form)
