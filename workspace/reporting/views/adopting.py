"""Adopting a report with all it needs, and checking that an adopted one is unchanged."""

from collections.abc import Sequence

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from workspace.access import require
from workspace.errors import page as error_page
from workspace.reporting.actions.adopting import Incomplete, NotForAll, adopt_report
from workspace.reporting.actions.writing import say_nothing_to_tell
from workspace.reporting.forms.reports import AdoptForm, NothingForm
from workspace.reporting.models import ProgrammeReport, ReportState
from workspace.reporting.models.settled import Settled
from workspace.reporting.policy import reports as policy
from workspace.reporting.queries.checklist import Side, list_sides
from workspace.reporting.queries.checks import check_report
from workspace.reporting.queries.leaks import Leak
from workspace.reporting.queries.remarks import list_remarks
from workspace.reporting.queries.reports import get_report
from workspace.reporting.views.blueprint import address_of, bp
from workspace.reporting.views.pages import WHY
from workspace.web import actor_here, go_to, public

SIDES = {"succes": False, "hobbel": True}


def _adoptable(report_id: int, *, to_change: bool = False) -> ProgrammeReport:
    report = get_report(report_id, actor_here(), to_change=to_change)
    require(policy.may_adopt(actor_here(), report))
    return report


@bp.get("/verslagen/<int:report_id>/vaststelling")
def adoption(report_id: int) -> ResponseReturnValue:
    """Show what still lacks, which remarks wait, and what adopting means."""
    report = _adoptable(report_id)
    if report.state == ReportState.ADOPTED:
        return go_to(address_of(report))
    form = AdoptForm(drawn_for=report.openness, data={"openness": report.openness})
    return _adoption_page(report, form)


@bp.post("/verslagen/<int:report_id>/vaststelling")
def adopt(report_id: int) -> ResponseReturnValue:
    report = _adoptable(report_id, to_change=True)
    form = AdoptForm(drawn_for=report.openness)
    if not form.validate_on_submit():
        return _adoption_page(report, form), 422
    try:
        adopt_report(report, openness=form.chosen(), by=actor_here())
    except Settled:
        return error_page(409)
    except Incomplete:
        form.form_errors.append(
            _("Het verslag kan nog niet worden vastgesteld: er ontbreekt een succes of een hobbel.")
        )
        return _adoption_page(report, form), 422
    except NotForAll as refused:
        form.form_errors.append(_("Dit verslag kan niet openbaar worden: er staat iets in voor partners."))
        return _adoption_page(report, form, refused.leaks), 422
    flash(_("Het verslag is vastgesteld. Het verandert nu niet meer."))
    return go_to(address_of(report))


def _adoption_page(report: ProgrammeReport, form: AdoptForm, leaks: Sequence[Leak] = ()) -> str:
    remarks = list_remarks(report)
    return render_template(
        "reporting/adoption.html",
        report=report,
        form=form,
        sides=list_sides(report),
        waiting=[remark for remark in remarks if remark.done is None],
        number_of_remarks=len(remarks),
        leaks=leaks,
    )


@bp.get("/verslagen/<int:report_id>/geen/<int:board_id>/<side>")
def nothing(report_id: int, board_id: int, side: str) -> ResponseReturnValue:
    """Show the form in which one says why a theme has no success or no obstacle to report."""
    report, found = _side(report_id, board_id, side)
    return _nothing_page(report, found, NothingForm(data={"reason": found.reason}))


@bp.post("/verslagen/<int:report_id>/geen/<int:board_id>/<side>")
def say_nothing(report_id: int, board_id: int, side: str) -> ResponseReturnValue:
    report, found = _side(report_id, board_id, side, to_change=True)
    form = NothingForm()
    if not form.validate_on_submit():
        return _nothing_page(report, found, form), 422
    try:
        say_nothing_to_tell(
            report,
            board_id=board_id,
            is_about_obstacles=found.is_about_obstacles,
            reason=form.reason.data,
            by=actor_here(),
        )
    except Settled:
        return error_page(409)
    flash(_("Het staat erbij."))
    return go_to(address_of(report, "compleet"))


def _side(
    report_id: int, board_id: int, side: str, *, to_change: bool = False
) -> tuple[ProgrammeReport, Side]:
    report = get_report(report_id, actor_here(), to_change=to_change)
    require(policy.may_write_on(actor_here(), report, board_id))
    for found in list_sides(report):
        if (found.board_id, found.is_about_obstacles) == (board_id, SIDES.get(side)):
            return report, found
    raise NotFound


def _nothing_page(report: ProgrammeReport, side: Side, form: NothingForm) -> str:
    return render_template("reporting/nothing.html", report=report, side=side, form=form)


@bp.get("/verslagen/<int:report_id>/controle")
@public(WHY)
def check(report_id: int) -> ResponseReturnValue:
    """Compute the hash of an adopted report again, and say whether it is unchanged."""
    report = get_report(report_id, actor_here())
    return render_template("reporting/check.html", report=report, found=check_report(report))


@bp.get("/verslagen/<int:report_id>/vastgesteld.json")
@public(WHY)
def frozen(report_id: int) -> ResponseReturnValue:
    """Give what was frozen, byte for byte, so that anybody can compute its hash."""
    report = get_report(report_id, actor_here())
    if report.frozen is None:
        raise NotFound
    name = f'attachment; filename="verslag-{report.id}-vastgesteld.json"'
    headers = {"Content-Type": "application/json; charset=utf-8", "Content-Disposition": name}
    return report.frozen, 200, headers
