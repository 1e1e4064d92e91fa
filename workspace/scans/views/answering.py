"""Answering the eight questions."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.addresses import address_of_initiative
from workspace.initiatives.models import Initiative
from workspace.initiatives.queries import get_initiative, get_initiative_to_change
from workspace.limits import posting
from workspace.scans.actions import answer_scan
from workspace.scans.forms import AnswersForm
from workspace.scans.models.rules import AT_LEAST
from workspace.scans.queries import answers_of, find_open_scan
from workspace.scans.views.blueprint import HERE, bp, may_answer, scans_page
from workspace.web import current_actor, go_to


@bp.get(f"{HERE}/vragen")
def answer(initiative_id: int) -> ResponseReturnValue:
    """Show the questions with what this person answered so far."""
    initiative = get_initiative(initiative_id, seen_by=current_actor)
    require(may_answer(initiative))
    scan = find_open_scan(initiative)
    if scan is None:
        return go_to(url_for("scans.index", initiative_id=initiative.id))
    before = answers_of(scan.id, current_actor)
    return _page(initiative, AnswersForm.filled_with(before), has_answered=bool(before))


@bp.post(f"{HERE}/vragen")
@posting
def send(initiative_id: int) -> ResponseReturnValue:
    """Keep the answers, also in place of those from before."""
    initiative = get_initiative_to_change(initiative_id, seen_by=current_actor)
    require(may_answer(initiative))
    scan = find_open_scan(initiative)
    if scan is None:
        closed = _("De scan is intussen gesloten. Uw antwoorden zijn niet opgeslagen.")
        return scans_page(initiative, moved_on=closed), 409
    form = AnswersForm()
    if not form.validate_on_submit():
        return _page(initiative, form, has_answered=bool(answers_of(scan.id, current_actor))), 422
    answer_scan(initiative, scan, form.answers(), by=current_actor)
    return go_to(url_for("scans.index", initiative_id=initiative.id))


def _page(initiative: Initiative, form: AnswersForm, *, has_answered: bool) -> str:
    return render_template(
        "scans/answer.html",
        initiative=initiative,
        address=address_of_initiative(initiative.id, initiative.title),
        form=form,
        has_answered=has_answered,
        at_least=AT_LEAST,
    )
