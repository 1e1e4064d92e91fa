"""Editing the words of a section, and choosing between one's own and those of the facts."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.differences import differences
from workspace.errors import conflict_page
from workspace.errors import page as error_page
from workspace.forms import Form
from workspace.reporting.actions.writing import edit_section, keep_own_words, take_drawn_words
from workspace.reporting.forms.reports import SectionForm, WordsChoiceForm
from workspace.reporting.models import ProgrammeReport, ReportSection, ReportState
from workspace.reporting.models.settled import Settled
from workspace.reporting.policy import reports as policy
from workspace.reporting.queries.reports import get_report, get_section
from workspace.reporting.queries.whole import has_news, read_shown_words
from workspace.reporting.views.blueprint import address_of, bp
from workspace.web import actor_here, go_to


def _section(
    report_id: int, section_id: int, *, to_change: bool = False
) -> tuple[ProgrammeReport, ReportSection]:
    report = get_report(report_id, actor_here(), to_change=to_change)
    section = get_section(section_id, report)
    require(policy.may_edit_section(actor_here(), report, section))
    return report, section


@bp.get("/verslagen/<int:report_id>/onderdelen/<int:section_id>")
def edit(report_id: int, section_id: int) -> ResponseReturnValue:
    """Show the words of a section in a form; and, once the facts tell something else, what differs."""
    report, section = _section(report_id, section_id)
    if report.state == ReportState.ADOPTED:
        return go_to(address_of(report))
    return _page(report, section, _stored(report, section))


@bp.post("/verslagen/<int:report_id>/onderdelen/<int:section_id>")
def save(report_id: int, section_id: int) -> ResponseReturnValue:
    report, section = _section(report_id, section_id, to_change=True)
    form = SectionForm()
    if not form.validate_on_submit():
        return _page(report, section, form), 422
    if report.state != ReportState.ADOPTED and form.is_stale(section.version):
        return conflict_page(form, stored=_stored(report, section))
    try:
        edit_section(report, section, words=form.words.data, by=actor_here())
    except Settled:
        return error_page(409)
    flash(_("De tekst is opgeslagen."))
    return go_to(address_of(report, f"onderdeel-{section.id}"))


@bp.post("/verslagen/<int:report_id>/onderdelen/<int:section_id>/keuze")
def choose(report_id: int, section_id: int) -> ResponseReturnValue:
    """Keep one's own words, having seen what changed; or take those of the facts."""
    report, section = _section(report_id, section_id, to_change=True)
    form = WordsChoiceForm()
    if not form.validate_on_submit():
        return _page(report, section, _stored(report, section), form), 422
    if report.state != ReportState.ADOPTED and form.is_stale(section.version):
        flash(_("De tekst is net veranderd. Kijk er nog eens naar, en kies dan."), "warning")
        return _page(report, section, _stored(report, section)), 409
    try:
        if form.choice.data == "keep":
            keep_own_words(report, section, by=actor_here())
            flash(_("Uw tekst blijft staan."))
        else:
            take_drawn_words(report, section, by=actor_here())
            flash(_("De tekst is nu weer die uit de feiten."))
    except Settled:
        return error_page(409)
    return go_to(address_of(report, f"onderdeel-{section.id}"))


def _stored(report: ProgrammeReport, section: ReportSection) -> SectionForm:
    words = read_shown_words(report, section)
    return SectionForm(formdata=None, data={"words": words.own, "version": str(section.version)})


def _page(
    report: ProgrammeReport,
    section: ReportSection,
    form: SectionForm,
    choice: WordsChoiceForm | None = None,
) -> str:
    words = read_shown_words(report, section)
    return render_template(
        "reporting/section.html",
        report=report,
        section=section,
        form=form,
        choice=choice,
        drawn=words.drawn,
        is_edited=section.edited is not None,
        changes=differences(words.drawn_before, words.drawn) if has_news(section) else [],
        bare=Form(),
    )
