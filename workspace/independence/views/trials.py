"""Who does the work on an initiative, and the trial without its lead."""

from flask import request
from flask.typing import ResponseReturnValue

from workspace.access import require
from workspace.addresses import day_asked_for
from workspace.independence import policy
from workspace.independence.actions import TrialMovedOn, agree_to_trial, call_off_trial, propose_trial
from workspace.independence.forms import AgreeForm, CallOffForm, TrialForm
from workspace.independence.models.rules import is_open
from workspace.independence.queries import get_trial
from workspace.independence.views.blueprint import bp, page
from workspace.initiatives.models import Initiative
from workspace.initiatives.queries import get_initiative, get_initiative_to_change
from workspace.limits import posting
from workspace.times import today
from workspace.web import current_actor, go_to


@bp.get("")
def show(initiative_id: int) -> ResponseReturnValue:
    """Show who did the work in the ninety days until today, or until an earlier day (`op`)."""
    initiative = get_initiative(initiative_id, seen_by=current_actor)
    require(policy.may_see_independence(current_actor, initiative))
    return page(initiative, on=day_asked_for(request.args.get("op")))


@bp.post("/proef")
@posting
def propose(initiative_id: int) -> ResponseReturnValue:
    """Propose a trial to the other side."""
    initiative = get_initiative_to_change(initiative_id, seen_by=current_actor)
    require(policy.may_propose_trial(current_actor, initiative))
    form = TrialForm()
    if not form.validate_on_submit():
        return page(initiative, trial_form=form), 422
    try:
        propose_trial(initiative, starts_on=form.starts_on.data, ends_on=form.ends_on.data, by=current_actor)
    except TrialMovedOn:
        return page(initiative, moved_on=True), 409
    return _back(initiative)


@bp.post("/proef/<int:trial_id>/akkoord")
def agree(initiative_id: int, trial_id: int) -> ResponseReturnValue:
    """Agree to a trial that the other side proposed."""
    initiative = get_initiative_to_change(initiative_id, seen_by=current_actor)
    trial = get_trial(initiative, trial_id)
    require(policy.may_agree_to_trial(current_actor, initiative, trial))
    if not AgreeForm().is_about(trial):
        return page(initiative, moved_on=True), 409
    try:
        agree_to_trial(initiative, trial, by=current_actor)
    except TrialMovedOn:
        return page(initiative, moved_on=True), 409
    return _back(initiative)


@bp.post("/proef/<int:trial_id>/afzegging")
def call_off(initiative_id: int, trial_id: int) -> ResponseReturnValue:
    """Call a trial off: one that waits, is to begin, or runs."""
    initiative = get_initiative_to_change(initiative_id, seen_by=current_actor)
    trial = get_trial(initiative, trial_id)
    require(policy.may_call_off_trial(current_actor, initiative))
    form = CallOffForm()
    if not form.is_about(trial) or not is_open(trial, on=today()):
        return page(initiative, moved_on=True), 409
    if not form.validate_on_submit():
        return page(initiative, call_off_form=form), 422
    call_off_trial(initiative, trial, reason=form.reason.data, by=current_actor)
    return _back(initiative)


def _back(initiative: Initiative) -> ResponseReturnValue:
    return go_to(f"/initiatieven/{initiative.id}/zelfstandigheid#proef")
