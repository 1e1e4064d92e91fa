"""The addresses of independence, and the one page that they all show."""

from datetime import date

from flask import Blueprint, render_template

from workspace.addresses import address_of_initiative
from workspace.independence import policy
from workspace.independence.forms import AgreeForm, CallOffForm, TrialForm
from workspace.independence.models import Independence, Outcome
from workspace.independence.models.rules import MINIMUM
from workspace.independence.queries import list_trials
from workspace.independence.queries.months import by_month
from workspace.independence.views.wording import name_of, sentence_of
from workspace.initiatives.models import Initiative
from workspace.times import today
from workspace.web import current_actor

bp = Blueprint("independence", __name__, url_prefix="/initiatieven/<int:initiative_id>/zelfstandigheid")


def page(
    initiative: Initiative,
    *,
    on: date | None = None,
    trial_form: TrialForm | None = None,
    call_off_form: CallOffForm | None = None,
    moved_on: bool = False,
) -> str:
    """Return the page with what holds now; a form that was refused stands on it with what was typed."""
    day = today()
    on = on or day
    months = by_month(initiative.id, on=on)
    measured = Independence(sum(m.counts.by_team for m in months), sum(m.counts.by_others for m in months))
    trials = list_trials(initiative, seen_by=current_actor, on=day) if on == day else []
    now_open = next((each for each in trials if each.outcome.is_open), None)
    may_propose = policy.may_propose_trial(current_actor, initiative) and policy.is_triable(initiative)
    may_call_off = now_open is not None and policy.may_call_off_trial(current_actor, initiative)
    may_agree = (
        now_open is not None
        and now_open.outcome == Outcome.PROPOSED
        and policy.may_agree_to_trial(current_actor, initiative, now_open.trial)
        and policy.is_triable(initiative)
    )
    trial = now_open.trial if now_open else None
    if may_propose and now_open is None and on == day:
        trial_form = trial_form or TrialForm(formdata=None)
    else:
        trial_form = None
    return render_template(
        "independence/show.html",
        initiative=initiative,
        address=address_of_initiative(initiative.id, initiative.title),
        on=on,
        today=day,
        month_rows=[(name_of(month.first, month.last), month.counts) for month in months],
        measured=measured,
        minimum=MINIMUM,
        busiest=max((month.counts.total for month in months), default=0),
        trials=trials,
        now_open=now_open,
        trial_form=trial_form,
        agree_form=AgreeForm(trial=trial, formdata=None) if may_agree else None,
        call_off_form=(call_off_form or CallOffForm(trial=trial, formdata=None)) if may_call_off else None,
        sentence_of=sentence_of,
        moved_on=moved_on,
    )
