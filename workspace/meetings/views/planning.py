"""Planning a meeting, changing it, and calling it off."""

from flask import abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.boards.models import Board
from workspace.errors import conflict_page
from workspace.meetings import policy
from workspace.meetings.actions import cancel_meeting, change_meeting, plan_meeting
from workspace.meetings.forms import OVERLEG, CancelForm, PlanForm
from workspace.meetings.models import Meeting
from workspace.meetings.queries.agenda import list_boards_of
from workspace.meetings.views.blueprint import ALL, ONE, address_of, bp, meeting_here
from workspace.meetings.views.letters import send_invitations
from workspace.programmes.models import Programme
from workspace.programmes.queries.programmes import get_programme
from workspace.web import actor_here, current_actor, go_to


@bp.get(f"{ALL}/nieuw")
def new(slug: str) -> ResponseReturnValue:
    """Show the form that plans a meeting."""
    programme = get_programme(slug, seen_by=current_actor)
    return _new_page(programme, _plan_form(programme, _boards(programme)))


@bp.post(f"{ALL}/nieuw")
def plan(slug: str) -> ResponseReturnValue:
    """Plan a meeting and invite who belongs at it."""
    programme = get_programme(slug, seen_by=current_actor)
    boards = _boards(programme)
    form = _plan_form(programme, boards)
    if not form.validate_on_submit():
        return _new_page(programme, form), 422
    board = next((each for each in boards if str(each.id) == form.board.data), None)
    meeting = plan_meeting(programme, board, form.plan(), by=current_actor)
    number = send_invitations(meeting, "planned")
    flash(_("De bijeenkomst is gepland. Uitnodigingen onderweg: %(number)s.", number=number))
    return go_to(address_of(meeting))


@bp.get(f"{ONE}/wijzigen")
def edit(meeting_id: int) -> ResponseReturnValue:
    """Show the form that changes a meeting."""
    meeting = meeting_here(meeting_id)
    require(policy.may_prepare(current_actor, meeting))
    return _edit_page(meeting, PlanForm.about_meeting(meeting))


@bp.post(f"{ONE}/wijzigen")
def save(meeting_id: int) -> ResponseReturnValue:
    """Change a meeting, and tell those invited what they must know."""
    meeting = meeting_here(meeting_id, to_change=True)
    require(policy.may_prepare(current_actor, meeting))
    form = PlanForm.about_meeting(meeting)
    if not form.validate_on_submit():
        return _edit_page(meeting, form), 422
    if form.is_stale(meeting.version):
        return conflict_page(form, PlanForm.about_meeting(meeting, stored=True))
    if change_meeting(meeting, form.plan(), by=current_actor):
        send_invitations(meeting, "moved")
        flash(_("De bijeenkomst is gewijzigd. Iedereen die is uitgenodigd, krijgt bericht."))
    return go_to(address_of(meeting))


@bp.get(f"{ONE}/afzegging")
def cancelling(meeting_id: int) -> ResponseReturnValue:
    """Ask whether a meeting must be called off, and why."""
    meeting = meeting_here(meeting_id)
    require(policy.may_prepare(current_actor, meeting))
    return render_template("meetings/cancel.html", meeting=meeting, form=CancelForm())


@bp.post(f"{ONE}/afzegging")
def cancel(meeting_id: int) -> ResponseReturnValue:
    """Call a meeting off and tell those invited."""
    meeting = meeting_here(meeting_id, to_change=True)
    require(policy.may_prepare(current_actor, meeting))
    form = CancelForm()
    if not form.validate_on_submit():
        return render_template("meetings/cancel.html", meeting=meeting, form=form), 422
    cancel_meeting(meeting, reason=form.reason.data or "", by=current_actor)
    send_invitations(meeting, "cancelled")
    flash(_("De bijeenkomst is afgezegd. Iedereen die is uitgenodigd, krijgt bericht."))
    return go_to(address_of(meeting))


def _boards(programme: Programme) -> list[Board]:
    """Return the boards for which this person may plan; refuse who may plan nothing here."""
    actor = actor_here()
    boards = list_boards_of(programme.id, seen_by=actor)
    mine = [board for board in boards if policy.may_plan(actor, programme.id, board.id)]
    require(bool(mine) or policy.may_plan(actor, programme.id, None))
    return mine


def _plan_form(programme: Programme, boards: list[Board]) -> PlanForm:
    asked = request.args.get("bord", "")
    overleg = policy.may_plan(current_actor, programme.id, None)
    words = [*(str(board.id) for board in boards), *([OVERLEG] if overleg else [])]
    if not words:
        abort(404)
    form = PlanForm(data={"board": asked if asked in words else words[0], "starts": "19:30", "ends": "21:00"})
    form.offer(boards, overleg=overleg)
    return form


def _new_page(programme: Programme, form: PlanForm) -> str:
    return render_template(
        "meetings/plan.html",
        programme=programme,
        meeting=None,
        form=form,
        action=url_for("meetings.plan", slug=programme.slug),
        back=url_for("meetings.index", slug=programme.slug),
    )


def _edit_page(meeting: Meeting, form: PlanForm) -> str:
    return render_template(
        "meetings/plan.html",
        programme=meeting.programme,
        meeting=meeting,
        form=form,
        action=url_for("meetings.save", meeting_id=meeting.id),
        back=address_of(meeting),
    )
