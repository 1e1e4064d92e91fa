"""Saying that something is wrong, and reading what became of it."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from workspace.access import require
from workspace.initiatives.models import ReportReason, ThingKind
from workspace.learning.policy.sharing import may_see_shared
from workspace.limits import count_one
from workspace.moderation import policy
from workspace.moderation.actions import report_thing
from workspace.moderation.forms import ReportForm
from workspace.moderation.queries.learned import Reported, get_reported
from workspace.moderation.queries.reports import find_own_report
from workspace.moderation.views.blueprint import bp
from workspace.web import actor_here, go_to, public

REPORTS_AT_MOST = "60 per hour"  # by one person: nobody fills the queue alone
HERE = "/melden/<any(reactie, nieuws, initiatief, leermoment, reflectie):kind>/<int:thing_id>"
OBSTACLE = "/melden/hobbel/<handle>"


@bp.get(HERE)
@public("people write first and sign in after")
def report(kind: str, thing_id: int) -> ResponseReturnValue:
    """Show the form, or to who reported this before what becomes of it."""
    return _form(get_reported(ThingKind(kind), thing_id, seen_by=actor_here()))


@bp.post(HERE)
def send_report(kind: str, thing_id: int) -> ResponseReturnValue:
    return _send(get_reported(ThingKind(kind), thing_id, seen_by=actor_here(), to_change=True))


@bp.get(OBSTACLE)
def report_obstacle(handle: str) -> ResponseReturnValue:
    """Do so for an obstacle that programmes share, with those who work in one."""
    require(may_see_shared(actor_here()))
    return _form(get_reported(ThingKind.OBSTACLE, handle, seen_by=actor_here()))


@bp.post(OBSTACLE)
def send_obstacle_report(handle: str) -> ResponseReturnValue:
    require(may_see_shared(actor_here()))
    return _send(get_reported(ThingKind.OBSTACLE, handle, seen_by=actor_here(), to_change=True))


def _form(thing: Reported) -> ResponseReturnValue:
    require(actor_here().is_anonymous or policy.may_report(actor_here(), thing.makers))
    return _page(thing, ReportForm())


def _send(thing: Reported) -> ResponseReturnValue:
    actor = actor_here()
    require(policy.may_report(actor, thing.makers))
    form = ReportForm()
    if thing.is_hidden:
        return _page(thing, form), 409
    if not form.validate_on_submit():
        return _page(thing, form), 422
    count_one(REPORTS_AT_MOST, "reports", key=str(actor.id))
    report_thing(thing, reason=ReportReason(form.reason.data), words=form.words.data or "", by=actor)
    return go_to(address_to_report(thing))


@bp.app_template_global()
def address_to_report(thing: Reported) -> str:
    """Return where one says that something is wrong with it."""
    if thing.kind == ThingKind.OBSTACLE:
        return url_for("moderation.report_obstacle", handle=thing.reference)
    return url_for("moderation.report", kind=thing.kind.value, thing_id=thing.number)


def _page(thing: Reported, form: ReportForm) -> str:
    actor = actor_here()
    return render_template(
        "moderation/report.html",
        thing=thing,
        form=form,
        before=find_own_report(thing, actor) if actor.is_authenticated else None,
        days=thing.programme.response_days,
    )
