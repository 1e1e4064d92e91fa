"""Saying that something is wrong, and reading what became of it."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from workspace.access import require
from workspace.initiatives.models import ReportReason, ThingKind
from workspace.limits import count_one
from workspace.moderation import policy
from workspace.moderation.actions import report_thing
from workspace.moderation.forms import ReportForm
from workspace.moderation.queries.reports import find_own_report
from workspace.moderation.queries.things import Thing, get_thing
from workspace.moderation.views.blueprint import bp
from workspace.web import actor_here, go_to, public

REPORTS_AT_MOST = "60 per hour"  # by one person: nobody fills the queue alone
HERE = "/melden/<any(reactie, nieuws, initiatief):kind>/<int:thing_id>"


@bp.get(HERE)
@public("people write first and sign in after")
def report(kind: str, thing_id: int) -> ResponseReturnValue:
    """Show the form, or to who reported this before what becomes of it."""
    actor = actor_here()
    thing = get_thing(ThingKind(kind), thing_id, seen_by=actor)
    require(actor.is_anonymous or policy.may_report(actor, thing.makers))
    return _page(thing, ReportForm())


@bp.post(HERE)
def send_report(kind: str, thing_id: int) -> ResponseReturnValue:
    actor = actor_here()
    thing = get_thing(ThingKind(kind), thing_id, seen_by=actor, to_change=True)
    require(policy.may_report(actor, thing.makers))
    form = ReportForm()
    if thing.is_hidden:
        return _page(thing, form), 409
    if not form.validate_on_submit():
        return _page(thing, form), 422
    count_one(REPORTS_AT_MOST, "reports", key=str(actor.id))
    report_thing(thing, reason=ReportReason(form.reason.data), words=form.words.data or "", by=actor)
    return go_to(url_for("moderation.report", kind=kind, thing_id=thing_id))


def _page(thing: Thing, form: ReportForm) -> str:
    actor = actor_here()
    return render_template(
        "moderation/report.html",
        thing=thing,
        form=form,
        before=find_own_report(thing, actor) if actor.is_authenticated else None,
        days=thing.initiative.board.programme.response_days,
    )
