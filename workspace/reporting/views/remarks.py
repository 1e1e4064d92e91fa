"""What people say of a section, and what was done with it."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.advice.models import DoneWith
from workspace.errors import conflict_page
from workspace.errors import page as error_page
from workspace.reporting.actions.reacting import NotOut, remark_on, respond_to_remark
from workspace.reporting.forms.reports import RemarkAnswerForm, RemarkForm
from workspace.reporting.models import ProgrammeReport, ReportSection, ReportState, SectionRemark
from workspace.reporting.models.settled import Settled
from workspace.reporting.policy import reports as policy
from workspace.reporting.queries.remarks import get_remark, hold_remark, list_remarks
from workspace.reporting.queries.reports import get_report, get_section
from workspace.reporting.views.blueprint import bp
from workspace.web import actor_here, go_to


@bp.get("/verslagen/<int:report_id>/onderdelen/<int:section_id>/reacties")
def remarks(report_id: int, section_id: int) -> ResponseReturnValue:
    """Show what was said of a section, and what was done with it; to who may, a form to say something."""
    report = get_report(report_id, actor_here())
    require(policy.may_remark(actor_here(), report))
    return _page(report, get_section(section_id, report))


@bp.post("/verslagen/<int:report_id>/onderdelen/<int:section_id>/reacties")
def remark(report_id: int, section_id: int) -> ResponseReturnValue:
    report = get_report(report_id, actor_here(), to_change=True)
    require(policy.may_remark(actor_here(), report))
    section = get_section(section_id, report)
    form = RemarkForm()
    if not form.validate_on_submit():
        return _page(report, section, form), 422
    try:
        said = remark_on(report, section, body=form.body.data, by=actor_here())
    except (NotOut, Settled):
        return error_page(409)
    flash(_("Uw reactie is geplaatst. U krijgt bericht van wat ermee is gedaan."))
    return go_to(_address(report, section, said))


@bp.get("/verslagen/reacties/<int:remark_id>/antwoord")
def remark_answer(remark_id: int) -> ResponseReturnValue:
    said, section, report = get_remark(remark_id, actor_here())
    require(policy.may_respond(actor_here(), report, section))
    return _answer_page(report, section, said, _stored(said))


@bp.post("/verslagen/reacties/<int:remark_id>/antwoord")
def answer_remark(remark_id: int) -> ResponseReturnValue:
    said, section, report = get_remark(remark_id, actor_here())
    require(policy.may_respond(actor_here(), report, section))
    said = hold_remark(said)
    form = RemarkAnswerForm()
    if not form.validate_on_submit():
        return _answer_page(report, section, said, form), 422
    if form.is_stale(said.version):
        return conflict_page(form, stored=_stored(said))
    done = DoneWith(form.done.data)
    respond_to_remark(report, section, said, done=done, response=form.response.data, by=actor_here())
    flash(_("Bij de reactie staat nu wat u ermee deed. Wie haar gaf, krijgt bericht."))
    return go_to(_address(report, section, said))


def _stored(said: SectionRemark) -> RemarkAnswerForm:
    data = {"done": said.done, "response": said.response, "version": str(said.version)}
    return RemarkAnswerForm(formdata=None, data=data)


def _page(report: ProgrammeReport, section: ReportSection, form: RemarkForm | None = None) -> str:
    if form is None and report.state == ReportState.OUT:
        form = RemarkForm()
    return render_template(
        "reporting/remarks.html",
        report=report,
        section=section,
        remarks=list_remarks(report, section_id=section.id),
        may_respond=policy.may_respond(actor_here(), report, section),
        form=form,
    )


def _answer_page(
    report: ProgrammeReport, section: ReportSection, said: SectionRemark, form: RemarkAnswerForm
) -> str:
    return render_template("reporting/answer.html", report=report, section=section, remark=said, form=form)


def _address(report: ProgrammeReport, section: ReportSection, said: SectionRemark) -> str:
    place = url_for("reporting.remarks", report_id=report.id, section_id=section.id)
    return f"{place}#reactie-{said.id}"
