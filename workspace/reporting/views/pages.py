"""A report as it reads, sending it round, a new version of it, and the figures behind its tables."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from workspace.audit.actions import note_reading
from workspace.documents import Picture
from workspace.errors import page as error_page
from workspace.forms import Form
from workspace.reporting.actions.adopting import make_version
from workspace.reporting.actions.reacting import send_round
from workspace.reporting.forms.reports import RoundForm
from workspace.reporting.models import ProgrammeReport, ReportState
from workspace.reporting.models.settled import Settled
from workspace.reporting.policy import reports as policy
from workspace.reporting.queries.checklist import list_sides
from workspace.reporting.queries.reports import count_remarks, get_report
from workspace.reporting.queries.whole import WholeSection, read_whole_report
from workspace.reporting.views.blueprint import address_of, bp, written_report
from workspace.reporting.words import document as words
from workspace.spreadsheets import Cell, as_attachment, csv_text
from workspace.times import today
from workspace.web import actor_here, go_to, public

WHY = "adopted reports may be for everybody; what is not in sight is not found"


@bp.get("/verslagen/<int:report_id>")
@public(WHY)
def report(report_id: int) -> ResponseReturnValue:
    """Show a report as it reads, and to who writes it what it still lacks."""
    actor = actor_here()
    found = get_report(report_id, actor)
    whole = read_whole_report(found, actor)
    is_insider = policy.may_remark(actor, found)
    is_open = found.state != ReportState.ADOPTED

    def may_edit(section: WholeSection) -> bool:
        return is_open and policy.may_edit_section(actor, found, section)

    return render_template(
        "reporting/report.html",
        whole=whole,
        programme=found.programme,
        section_blocks=words.section_blocks,
        facts=words.report_facts(whole),
        withdrawn=words.withdrawn_note(whole),
        reasons=words.reason_lines(whole),
        picture_url=_picture_url,
        gone=words.gone_text(),
        sides=list_sides(found) if is_open and policy.may_see_drafts(actor, found.programme_id) else [],
        remarks=count_remarks(found) if is_insider else {},
        is_insider=is_insider,
        may_edit=may_edit,
        may_say=lambda board_id: policy.may_write_on(actor, found, board_id),
        may_write=policy.may_write_report(actor, found),
        may_adopt=policy.may_adopt(actor, found),
        may_remark=is_insider and found.state == ReportState.OUT,
        bare=Form(),
        take_along_address=url_for("renditions.choose_report", report_id=whole.id),
        take_along_form=Form() if actor.is_authenticated else None,
        today=today(),
    )


def _picture_url(picture: Picture) -> str:
    return url_for("learning.picture", name=picture.file_name)


@bp.get("/verslagen/<int:report_id>/cijfers/<int:table_number>.csv")
@public(WHY)
def figures(report_id: int, table_number: int) -> ResponseReturnValue:
    """Give the figures behind one table, counted from one in the order of the report."""
    found = get_report(report_id, actor_here())
    tables = words.tables_of(read_whole_report(found, actor_here()))
    if not 0 < table_number <= len(tables):
        raise NotFound
    if request.method == "GET" and not found.is_for_all:
        note_reading("table_exported", by=actor_here(), programme_id=found.programme_id, kind="report")
    table = tables[table_number - 1]
    rows = ([_cell(cell) for cell in row] for row in table.rows)
    name = f"verslag-{found.id}-cijfers-{table_number}"
    return csv_text(table.head, rows), 200, as_attachment(name)


def _cell(text: str) -> Cell:
    """Return a whole number as a number, so that programs can count with it."""
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdecimal() and len(digits) < 16 else text


@bp.get("/verslagen/<int:report_id>/rondsturen")
def ask_round(report_id: int) -> ResponseReturnValue:
    found = written_report(report_id)
    return _round_page(found, RoundForm(data={"react_by": found.react_by}))


@bp.post("/verslagen/<int:report_id>/rondsturen")
def start_round(report_id: int) -> ResponseReturnValue:
    found = written_report(report_id, to_change=True)
    form = RoundForm()
    if not form.validate_on_submit():
        return _round_page(found, form), 422
    try:
        send_round(found, react_by=form.react_by.data, by=actor_here())
    except Settled:
        return error_page(409)
    flash(_("Het verslag ligt nu voor reactie. Iedereen die meedoet aan het programma krijgt bericht."))
    return go_to(address_of(found))


@bp.post("/verslagen/<int:report_id>/nieuwe-versie")
def new_version(report_id: int) -> ResponseReturnValue:
    found = written_report(report_id, to_change=True)
    try:
        version = make_version(found, by=actor_here())
    except Settled:
        return error_page(409)
    flash(_("Dit is de nieuwe versie, als concept. De vastgestelde versie blijft zoals zij is."))
    return go_to(address_of(version))


def _round_page(found: ProgrammeReport, form: RoundForm) -> str:
    return render_template("reporting/round.html", report=found, form=form)
