"""Taking a report or history along: asking for a file, seeing how far it is, fetching it, removing it."""

from flask import flash, redirect, render_template, request, url_for
from flask.blueprints import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.audit.actions import note_reading
from workspace.forms import Form
from workspace.histories.queries import get_history
from workspace.limits import count_one
from workspace.renditions.actions import ask_file, ask_file_again, note_fetched, throw_away
from workspace.renditions.forms import FormatForm
from workspace.renditions.models import FOLDER, Rendition, RenditionFormat, RenditionState
from workspace.renditions.queries import Thing, find_thing, get_rendition, get_thing, is_out_of_date
from workspace.reporting.models import ProgrammeReport
from workspace.reporting.queries.reports import get_report
from workspace.sending import send_kept
from workspace.stores import Folder, files_of
from workspace.text import slugify
from workspace.web import actor_here, go_to, locale, settings, wants_fragment

bp = Blueprint("renditions", __name__)

ASKED_AT_MOST = "60 per 10 minutes"  # by one person; each is seconds of work
ONE = "/bestanden/<int:rendition_id>"
KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "zip": "application/zip",
}


@bp.get("/leergeschiedenissen/<int:history_id>/bestanden")
def choose_history(history_id: int) -> ResponseReturnValue:
    """Show in which forms a history can be taken along."""
    return _choose(get_history(history_id, actor_here()), FormatForm(formdata=None))


@bp.post("/leergeschiedenissen/<int:history_id>/bestanden")
def ask_history(history_id: int) -> ResponseReturnValue:
    return _ask(get_history(history_id, actor_here()))


@bp.get("/verslagen/<int:report_id>/bestanden")
def choose_report(report_id: int) -> ResponseReturnValue:
    """Show in which forms a report can be taken along."""
    return _choose(get_report(report_id, actor_here()), FormatForm(formdata=None))


@bp.post("/verslagen/<int:report_id>/bestanden")
def ask_report(report_id: int) -> ResponseReturnValue:
    return _ask(get_report(report_id, actor_here()))


def _ask(thing: Thing) -> ResponseReturnValue:
    form = FormatForm()
    if not form.validate_on_submit():
        return _choose(thing, form), 422
    count_one(ASKED_AT_MOST, "files", key=str(actor_here().id))
    rendition = ask_file(thing, form.chosen, language=locale(), by=actor_here())
    return go_to(url_for("renditions.show", rendition_id=rendition.id))


def _choose(thing: Thing, form: FormatForm) -> str:
    return render_template(
        "renditions/choose.html",
        form=form,
        formats=list(RenditionFormat),
        thing=thing,
        back=_address_of(thing),
        action=request.path,
    )


@bp.get(ONE)
def show(rendition_id: int) -> ResponseReturnValue:
    """Show how far a file is; asked by htmx each second, of which nothing is sent when nothing changed."""
    rendition = get_rendition(rendition_id, actor_here())
    stand = f"{rendition.state}-{rendition.steps_done}"
    if wants_fragment() and request.args.get("stand") == stand:
        return "", 204
    thing = find_thing(rendition, actor_here())
    is_stale = thing is not None and is_out_of_date(rendition)
    page = "renditions/_stand.html" if wants_fragment() else "renditions/show.html"
    return render_template(
        page,
        rendition=rendition,
        stand=stand,
        thing=thing,
        back=_address_of(thing) if thing else None,
        is_ready=thing is not None and _is_there(rendition) and not is_stale,
        is_under_way=rendition.state in (RenditionState.WAITING, RenditionState.MAKING),
        is_stale=is_stale,
        button_form=Form(formdata=None),
    )


@bp.post(f"{ONE}/ophalen")
def fetch(rendition_id: int) -> ResponseReturnValue:
    """Note that somebody fetches their file, and send them on to it."""
    rendition = get_rendition(rendition_id, actor_here())
    get_thing(rendition, actor_here())
    note_fetched(rendition, by=actor_here())
    return redirect(url_for("renditions.download", rendition_id=rendition.id), 303)


@bp.get(f"{ONE}/bestand")
def download(rendition_id: int) -> ResponseReturnValue:
    """Send the file, when what it is made of is still in sight and nobody took words back since."""
    rendition = get_rendition(rendition_id, actor_here())
    get_thing(rendition, actor_here())
    if not _is_there(rendition) or is_out_of_date(rendition):
        return redirect(url_for("renditions.show", rendition_id=rendition.id), 303)
    if request.method == "GET":
        note_reading("file_fetched", by=actor_here(), subject_id=rendition.id, kind=rendition.format.value)
    name = rendition.file_name or ""
    ending = name.rpartition(".")[2]
    title = f"{slugify(rendition.title)}.{ending}"
    answer = send_kept(_folder(), name, KINDS[ending], save_as=title, cache="no-store")
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@bp.post(f"{ONE}/opnieuw")
def again(rendition_id: int) -> ResponseReturnValue:
    rendition = get_rendition(rendition_id, actor_here())
    thing = get_thing(rendition, actor_here())
    count_one(ASKED_AT_MOST, "files", key=str(actor_here().id))
    asked = ask_file_again(rendition, thing, by=actor_here())
    return go_to(url_for("renditions.show", rendition_id=asked.id))


@bp.post(f"{ONE}/weggooien")
def remove(rendition_id: int) -> ResponseReturnValue:
    throw_away(get_rendition(rendition_id, actor_here()), folder=_folder(), by=actor_here())
    flash(_("Het bestand is weggegooid."))
    return go_to("/mijn")


def _is_there(rendition: Rendition) -> bool:
    """Tell whether a file is ready and on the disk: an older disk may have been put back."""
    name = rendition.file_name
    return rendition.state == RenditionState.READY and bool(name) and _folder().size(str(name)) is not None


def _address_of(thing: Thing) -> str:
    if isinstance(thing, ProgrammeReport):
        return url_for("reporting.report", report_id=thing.id)
    return url_for("histories.show", history_id=thing.id)


def _folder() -> Folder:
    return files_of(settings()).folder(FOLDER)
