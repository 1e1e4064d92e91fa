"""Pages of what was counted of an initiative: to read, add to, correct and take along."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.addresses import address_of_initiative
from workspace.audit.actions import note_reading
from workspace.errors import conflict_page
from workspace.forms import ButtonForm
from workspace.initiatives.models import Initiative
from workspace.initiatives.queries import get_initiative, get_initiative_to_change
from workspace.limits import posting
from workspace.results import policy
from workspace.results.actions import add_result, correct_result, withdraw_result
from workspace.results.forms import ResultForm
from workspace.results.models import Result
from workspace.results.queries import get_result_to_change, list_all, list_points, list_results, list_totals
from workspace.results.queries.counted import AT_ONCE
from workspace.results.views.blueprint import bp
from workspace.results.views.charts import charts_of
from workspace.spreadsheets import as_attachment, csv_text
from workspace.times import today
from workspace.web import actor_here, current_actor, go_to, public

WHY = "everybody sees what came of a public initiative; visible_initiatives holds back the others"
LAST_PAGE = 9_999


@bp.get("/initiatieven/<int:initiative_id>/resultaten")
@public(WHY)
def index(initiative_id: int) -> ResponseReturnValue:
    """Show what was counted, together and line by line."""
    return _page(get_initiative(initiative_id, seen_by=current_actor))


@bp.post("/initiatieven/<int:initiative_id>/resultaten")
@posting
def add(initiative_id: int) -> ResponseReturnValue:
    initiative = get_initiative_to_change(initiative_id, seen_by=current_actor)
    require(policy.may_tell_results(current_actor, initiative))
    form = ResultForm()
    if not form.validate_on_submit():
        return _page(initiative, form), 422
    add_result(initiative, form.counted(), by=current_actor)
    flash(_("Het resultaat is toegevoegd."))
    return go_to(_here(initiative))


@bp.get("/initiatieven/<int:initiative_id>/resultaten.csv")
@public(WHY)
def csv(initiative_id: int) -> ResponseReturnValue:
    initiative = get_initiative(initiative_id, seen_by=current_actor)
    if request.method == "GET" and not initiative.is_public:
        note_reading("table_exported", by=actor_here(), initiative_id=initiative.id, kind="results")
    head = [_("dag"), _("aantal"), _("van wat"), _("waarbij"), _("organisatie")]
    rows = [
        (line.on_day, _cell(line.amount_hundredths), line.unit, line.what, line.organisation)
        for line in list_all(initiative)
    ]
    return csv_text(head, rows), as_attachment(f"resultaten-{initiative.id}")


@bp.get("/initiatieven/<int:initiative_id>/resultaten/<int:result_id>")
def edit(initiative_id: int, result_id: int) -> ResponseReturnValue:
    initiative, result = _get(initiative_id, result_id)
    return _edit_page(initiative, result, _stored(result))


@bp.post("/initiatieven/<int:initiative_id>/resultaten/<int:result_id>")
def save(initiative_id: int, result_id: int) -> ResponseReturnValue:
    initiative, result = _get(initiative_id, result_id)
    form = ResultForm()
    if not form.validate_on_submit():
        return _edit_page(initiative, result, form), 422
    if form.is_stale(result.version):
        return conflict_page(form, stored=_stored(result))
    correct_result(result, initiative, form.counted(), by=current_actor)
    flash(_("Het resultaat is opgeslagen."))
    return go_to(_here(initiative))


@bp.post("/initiatieven/<int:initiative_id>/resultaten/<int:result_id>/intrekking")
def withdraw(initiative_id: int, result_id: int) -> ResponseReturnValue:
    initiative, result = _get(initiative_id, result_id)
    withdraw_result(result, initiative, by=current_actor)
    flash(_("Het resultaat is ingetrokken. Het telt niet meer mee."))
    return go_to(_here(initiative))


def _get(initiative_id: int, result_id: int) -> tuple[Initiative, Result]:
    initiative = get_initiative_to_change(initiative_id, seen_by=current_actor)
    require(policy.may_tell_results(current_actor, initiative))
    return initiative, get_result_to_change(result_id, initiative)


def _stored(result: Result) -> ResultForm:
    data = {
        "amount": result.amount_hundredths,
        "unit": result.unit,
        "what": result.what,
        "on_day": result.on_day,
        "version": result.version,
    }
    return ResultForm(formdata=None, data=data)


def _cell(hundredths: int) -> int | float:
    return hundredths / 100 if hundredths % 100 else hundredths // 100


def _here(initiative: Initiative) -> str:
    return url_for("results.index", initiative_id=initiative.id)


def _asked_page() -> int:
    text = request.args.get("pagina", "")
    return max(1, min(int(text), LAST_PAGE)) if text.isascii() and text.isdecimal() and len(text) < 10 else 1


def _page(initiative: Initiative, form: ResultForm | None = None) -> str:
    page, totals = _asked_page(), list_totals(initiative)
    lines = list_results(initiative, page=page)
    may_tell = policy.may_tell_results(current_actor, initiative)
    return render_template(
        "results/index.html",
        initiative=initiative,
        address=address_of_initiative(initiative.id, initiative.title),
        totals=totals,
        charts=list(charts_of(totals, list_points(initiative))) if totals else [],
        lines=lines[:AT_ONCE],
        next_page=page + 1 if len(lines) > AT_ONCE else None,
        form=(form or ResultForm(formdata=None, data={"on_day": today()})) if may_tell else None,
    )


def _edit_page(initiative: Initiative, result: Result, form: ResultForm) -> str:
    return render_template(
        "results/edit.html",
        initiative=initiative,
        result=result,
        address=address_of_initiative(initiative.id, initiative.title),
        here=_here(initiative),
        form=form,
        button_form=ButtonForm(formdata=None),
    )
