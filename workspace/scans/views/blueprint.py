"""The addresses of a borgingsscan, and its page."""

from typing import Any

from flask import Blueprint, render_template

from workspace.addresses import address_of_initiative
from workspace.borging.models import AspectCode
from workspace.forms import ButtonForm
from workspace.initiatives.models import Initiative
from workspace.initiatives.policy import may_join
from workspace.initiatives.queries.starting import has_joined
from workspace.scans import policy
from workspace.scans.forms import STATEMENTS
from workspace.scans.queries import answers_of, list_results
from workspace.scans.queries.scans import Result, StepRow
from workspace.scans.views.wording import number
from workspace.times import today
from workspace.web import actor_here

HERE = "/initiatieven/<int:initiative_id>/borgingsscan"
bp = Blueprint("scans", __name__)


def scans_page(initiative: Initiative, scan_id: int | None = None, **more: Any) -> str:
    """Return the page with one scan, or with the last, and what this person may do.

    While a scan is open its outcome is shown to those who answered it: first think for yourself.
    """
    actor = actor_here()
    scans = list_results(initiative.id)
    now_open = next((scan for scan in scans if scan.is_open), None)
    answered = bool(now_open and actor.id and answers_of(now_open.id, actor))
    asked = [scan for scan in scans if scan.id == scan_id] if scan_id else scans
    shown = next((scan for scan in asked if not scan.is_open or (answered and scan.is_shown)), None)
    more.setdefault("moved_on", None)
    return render_template(
        "scans/show.html",
        initiative=initiative,
        address=address_of_initiative(initiative.id, initiative.title),
        scans=scans,
        now_open=now_open,
        shown=shown,
        answered=answered,
        may_open=now_open is None and policy.may_open_scan(actor, initiative),
        may_close=policy.may_close_scan(actor, initiative),
        may_answer=may_answer(initiative),
        may_join=may_join(actor, initiative),
        may_set_step=policy.may_set_step(actor, initiative),
        may_finish=lambda step: policy.may_finish_step(actor, initiative, step),
        others=[scan for scan in scans if scan is not shown and not scan.is_open],
        left_over=_left_over(scans, shown),
        statements=STATEMENTS,
        button_form=ButtonForm(formdata=None),
        number=number,
        today=today(),
        **more,
    )


def may_answer(initiative: Initiative) -> bool:
    """Tell whether the person at the keyboard may answer a scan of this initiative."""
    actor = actor_here()
    return policy.may_answer_scan(actor, initiative, has_joined=has_joined(initiative, actor))


def _left_over(scans: list[Result], shown: Result | None) -> list[StepRow]:
    """Return the steps after other scans than the one shown that are not done."""
    others = [scan for scan in scans if shown is None or scan.id != shown.id]
    return [
        question.step
        for scan in others
        for question in scan.questions
        if question.step and not question.step.done_at
    ]


def code_of(word: str) -> AspectCode | None:
    """Return the aspect that this word in an address stands for, or None."""
    return next((code for code in AspectCode if code.word == word), None)
