"""One meeting: its page, saying whether one comes, and the calendar file to take along."""

from flask import Response, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.meetings import policy
from workspace.meetings.actions import reply
from workspace.meetings.forms import ReplyForm
from workspace.meetings.models import Reply
from workspace.meetings.queries.lists import get_row
from workspace.meetings.queries.sight import find_attendance
from workspace.meetings.views.blueprint import ONE, address_of, bp, meeting_here, meeting_page
from workspace.meetings.views.calendars import MIME, published
from workspace.web import actor_here, current_actor, go_to, same_site_path


@bp.get(ONE)
def show(meeting_id: int) -> ResponseReturnValue:
    """Show a meeting."""
    return meeting_page(meeting_here(meeting_id))


@bp.post(f"{ONE}/antwoord")
def answer(meeting_id: int) -> ResponseReturnValue:
    """Say whether one comes, in one tap."""
    meeting = meeting_here(meeting_id, to_change=True)
    is_invited = find_attendance(meeting, actor_here()) is not None
    require(policy.may_reply(current_actor, meeting, is_invited=is_invited))
    form = ReplyForm()
    said = next((each for each in Reply if each.value == form.reply.data), None)
    if said is None or not form.validate_on_submit():
        return meeting_page(meeting, problem=_("Zeg of u komt of niet komt.")), 422
    reply(meeting, said, by=current_actor)
    flash(_("Fijn, u komt.") if said == Reply.YES else _("Jammer, u komt niet."))
    return go_to(same_site_path(request.form.get("terug"), otherwise=address_of(meeting)))


@bp.get(f"{ONE}/bijeenkomst.ics")
def download(meeting_id: int) -> ResponseReturnValue:
    """Give the calendar file of a meeting."""
    meeting = meeting_here(meeting_id)
    content = published([get_row(meeting.id, seen_by=actor_here())])
    name = f'attachment; filename="bijeenkomst-{meeting.id}.ics"'
    return Response(content, mimetype=MIME, headers={"Content-Disposition": name})
