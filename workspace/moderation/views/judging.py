"""One thing that waits for a look: what it says, what people said about it, and what is done."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.moderation.actions import MovedOn, judge
from workspace.moderation.forms import JudgeForm
from workspace.moderation.queries.cases import CaseRow, get_case_row, get_case_to_change
from workspace.moderation.views.blueprint import bp, queue_of
from workspace.web import actor_here, go_to

HERE = "/meldingen/<int:case_id>"


@bp.get(HERE)
def case(case_id: int) -> ResponseReturnValue:
    """Show one case, also after it was judged."""
    row = get_case_row(case_id, seen_by=actor_here())
    return _page(row, _fresh_form(row))


@bp.post(HERE)
def judge_case(case_id: int) -> ResponseReturnValue:
    """Judge it; who was second reads what was decided, or what it says now."""
    get_case_to_change(case_id, seen_by=actor_here())
    row = get_case_row(case_id, seen_by=actor_here())
    form = JudgeForm.among(row.verdicts)
    if form.stamp.data != row.stamp:
        return _page(row, _typed_again(row, form), has_moved_on=True), 409
    require(bool(row.verdicts))
    if not form.validate_on_submit():
        return _page(row, form), 422
    try:
        judge(row, form.judgement(), stamp=form.stamp.data, by=actor_here())
    except MovedOn:
        return _page(row, _fresh_form(row), has_moved_on=True), 409
    flash(_("Afgehandeld."))
    return go_to(queue_of(row.thing.programme, row.thing.board))


def _fresh_form(row: CaseRow) -> JudgeForm:
    reason = row.likely_reason
    form = JudgeForm.among(row.verdicts, reason=reason.value if reason else "", stamp=row.stamp)
    return form


def _typed_again(row: CaseRow, form: JudgeForm) -> JudgeForm:
    """Keep what somebody typed, now about how it stands."""
    form.stamp.data = row.stamp
    return form


def _page(row: CaseRow, form: JudgeForm, *, has_moved_on: bool = False) -> str:
    return render_template("moderation/case.html", row=row, form=form, has_moved_on=has_moved_on)
