"""The list of reports, making one, and what it is called."""

from datetime import date

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.errors import conflict_page
from workspace.errors import page as error_page
from workspace.labels import label
from workspace.languages import in_language
from workspace.programmes.models import Openness, Programme
from workspace.programmes.queries.programmes import get_programme
from workspace.reporting.actions.changing import change_report
from workspace.reporting.actions.drawing import make_report, refresh_report
from workspace.reporting.forms.reports import MakeReportForm, ReportFactsForm
from workspace.reporting.models import ProgrammeReport, ReportKind
from workspace.reporting.models.settled import Settled
from workspace.reporting.policy import reports as policy
from workspace.reporting.queries.facts import read_facts
from workspace.reporting.queries.reports import list_reports
from workspace.reporting.views.blueprint import (
    address_of,
    bp,
    drawn_for,
    programme_of_writer,
    written_report,
)
from workspace.reporting.words.document import period_in_words
from workspace.reporting.words.drawing import draw_sections
from workspace.times import today
from workspace.web import actor_here, begin_writing, go_to, prepares, public, send_once

READS = "the facts of a period are read, which takes seconds in a large programme"
OCTOBER = 10


@bp.get("/programmas/<slug>/verslagen")
@public("adopted reports may be for everybody; what is not is not in the list")
def reports(slug: str) -> ResponseReturnValue:
    """Show the accounts that a programme gave, and those under way."""
    actor = actor_here()
    programme = get_programme(slug, seen_by=actor)
    return render_template(
        "reporting/index.html",
        programme=programme,
        reports=list_reports(programme, actor),
        period=period_in_words,
        may_make=policy.may_make_report(actor, programme.id),
        today=today(),
    )


@bp.get("/programmas/<slug>/verslagen/nieuw")
def new(slug: str) -> ResponseReturnValue:
    programme = programme_of_writer(slug)
    return _new_page(programme, MakeReportForm(data={"year": today().year, "openness": "partners"}))


@bp.post("/programmas/<slug>/verslagen/nieuw")
@prepares(READS)
def make(slug: str) -> ResponseReturnValue:
    programme = programme_of_writer(slug)
    form = MakeReportForm()
    if not form.validate_on_submit():
        return _new_page(programme, form), 422
    kind, openness = ReportKind(form.kind.data), Openness(form.openness.data)
    starts_on, ends_on = form.period()
    sections = draw_sections(read_facts(programme, starts_on, ends_on, openness=openness), kind)
    begin_writing()
    if again := send_once():
        return again
    report = make_report(
        programme_of_writer(slug),
        kind=kind,
        title=form.title.data or _suggested_title(kind, starts_on, ends_on),
        starts_on=starts_on,
        ends_on=ends_on,
        due_on=form.due_on.data or _usual_day(kind, starts_on),
        openness=openness,
        sections=sections,
        by=actor_here(),
    )
    flash(_("Het verslag is gemaakt uit de feiten. U kunt elk onderdeel nu lezen en aanpassen."))
    return go_to(address_of(report))


@bp.post("/verslagen/<int:report_id>/verversing")
@prepares(READS)
def refresh(report_id: int) -> ResponseReturnValue:
    sections = drawn_for(written_report(report_id))
    begin_writing()
    if again := send_once():
        return again
    report = written_report(report_id, to_change=True)
    try:
        refresh_report(report, sections=sections, by=actor_here())
    except Settled:
        return error_page(409)
    flash(_("De feiten zijn ververst. Wat u zelf schreef, is gebleven."))
    return go_to(address_of(report))


@bp.get("/verslagen/<int:report_id>/gegevens")
def facts_of_report(report_id: int) -> ResponseReturnValue:
    report = written_report(report_id)
    return _facts_page(report, _stored(report))


@bp.post("/verslagen/<int:report_id>/gegevens")
@prepares(READS)
def save_facts_of_report(report_id: int) -> ResponseReturnValue:
    """Change title, due day and readers; for other readers other facts are drawn."""
    report = written_report(report_id)
    form = ReportFactsForm()
    if not form.validate_on_submit():
        return _facts_page(report, form), 422
    openness = Openness(form.openness.data)
    sections = None if openness == report.openness else drawn_for(report, openness=openness)
    begin_writing()
    if again := send_once():
        return again
    report = written_report(report_id, to_change=True)
    if form.is_stale(report.version):
        return conflict_page(form, stored=_stored(report))
    try:
        change_report(
            report, title=form.title.data, due_on=form.due_on.data, openness=openness, sections=sections,
            by=actor_here(),
        )  # fmt: skip
    except Settled:
        return error_page(409)
    flash(_("De gegevens zijn opgeslagen."))
    return go_to(address_of(report))


def _stored(report: ProgrammeReport) -> ReportFactsForm:
    data = {
        "title": report.title,
        "due_on": report.due_on,
        "openness": report.openness,
        "version": str(report.version),
    }
    return ReportFactsForm(formdata=None, data=data)


def _suggested_title(kind: ReportKind, starts_on: date, ends_on: date) -> str:
    with in_language("nl"):  # a report is in Dutch, in whatever language its maker reads
        return f"{label(kind)} {period_in_words(starts_on, ends_on)}"


def _usual_day(kind: ReportKind, starts_on: date) -> date | None:
    """Return 1 October of the year before for a plan (N29), and no day for the others."""
    return date(starts_on.year - 1, OCTOBER, 1) if kind == ReportKind.PLAN else None


def _new_page(programme: Programme, form: MakeReportForm) -> str:
    return render_template("reporting/new.html", programme=programme, form=form)


def _facts_page(report: ProgrammeReport, form: ReportFactsForm) -> str:
    return render_template("reporting/facts.html", report=report, form=form)
