"""The next step after a low answer: what, who sees to it, and that it is done."""

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue

from workspace.access import require
from workspace.addresses import address_of_initiative
from workspace.borging.queries import list_answering_organisations, list_answering_people
from workspace.initiatives.models import Initiative
from workspace.initiatives.queries import get_initiative, get_initiative_to_change
from workspace.scans import policy
from workspace.scans.actions import StepNotAsked, finish_step, set_step
from workspace.scans.forms import STATEMENTS, StepForm
from workspace.scans.queries import get_scan, get_step, list_results
from workspace.scans.queries.scans import Question
from workspace.scans.views.blueprint import HERE, bp, code_of
from workspace.scans.views.wording import number
from workspace.web import current_actor, go_to

ONE = f"{HERE}/<int:scan_id>/stappen/<word>"


@bp.get(ONE)
def step(initiative_id: int, scan_id: int, word: str) -> ResponseReturnValue:
    """Show the form for the next step after the answers to one question."""
    initiative = get_initiative(initiative_id, seen_by=current_actor)
    require(policy.may_set_step(current_actor, initiative))
    question = _question(initiative, scan_id, word)
    return _page(initiative, scan_id, question, _form(initiative, question))


@bp.post(ONE)
def save_step(initiative_id: int, scan_id: int, word: str) -> ResponseReturnValue:
    """Set the next step, or change it."""
    initiative = get_initiative_to_change(initiative_id, seen_by=current_actor)
    require(policy.may_set_step(current_actor, initiative))
    question = _question(initiative, scan_id, word)
    form = _form(initiative, question)
    is_right = form.validate_on_submit()
    if not form.is_about(question.step):
        form.version.data = str(question.step.version if question.step else 0)
        return _page(initiative, scan_id, question, form, is_changed=True), 409
    if not is_right:
        return _page(initiative, scan_id, question, form), 422
    scan = get_scan(initiative, scan_id)
    try:
        set_step(initiative, scan, question.code, form.next_step(), by=current_actor)
    except StepNotAsked:
        abort(404)
    return _back(initiative, scan_id)


@bp.post(f"{HERE}/stappen/<int:step_id>/klaar")
def finish(initiative_id: int, step_id: int) -> ResponseReturnValue:
    """Say that a step is done."""
    initiative = get_initiative_to_change(initiative_id, seen_by=current_actor)
    found = get_step(initiative, step_id)
    require(policy.may_finish_step(current_actor, initiative, found))
    finish_step(initiative, found, by=current_actor)
    return _back(initiative, found.scan_id)


def _question(initiative: Initiative, scan_id: int, word: str) -> Question:
    """Return what came out of a question that asks for a step; 404 when it does not."""
    scan = next((each for each in list_results(initiative.id) if each.id == scan_id), None)
    if scan is not None and not scan.is_open:
        for question in scan.low:
            if question.code == code_of(word):
                return question
    abort(404)


def _form(initiative: Initiative, question: Question) -> StepForm:
    now_answering = question.step.organisation_id if question.step else None
    organisations = list_answering_organisations(
        initiative, seen_by=current_actor, now_answering=now_answering
    )
    people = list_answering_people([id for id, name in organisations])
    leads = initiative.coordinator
    return StepForm.about(question.step, organisations, people, (leads.id, leads.name) if leads else None)


def _page(
    initiative: Initiative, scan_id: int, question: Question, form: StepForm, *, is_changed: bool = False
) -> str:
    return render_template(
        "scans/step.html",
        initiative=initiative,
        address=address_of_initiative(initiative.id, initiative.title),
        scan_id=scan_id,
        question=question,
        statement=STATEMENTS[question.code],
        form=form,
        is_changed=is_changed,
        number=number,
    )


def _back(initiative: Initiative, scan_id: int) -> ResponseReturnValue:
    return go_to(url_for("scans.show", initiative_id=initiative.id, scan_id=scan_id))
