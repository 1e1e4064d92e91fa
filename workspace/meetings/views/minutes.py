"""Writing down what came of a meeting."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.errors import conflict_page
from workspace.meetings import policy
from workspace.meetings.actions import write_minutes
from workspace.meetings.forms import MinutesForm
from workspace.meetings.models import Meeting
from workspace.meetings.queries.agenda import initiatives_on, list_agenda, list_people
from workspace.meetings.views.blueprint import ONE, address_of, bp, meeting_here
from workspace.times import today
from workspace.web import actor_here, current_actor, go_to


@bp.get(f"{ONE}/verslag")
def write(meeting_id: int) -> ResponseReturnValue:
    """Show the form for who was there and what was decided."""
    meeting = meeting_here(meeting_id)
    require(policy.may_write_minutes(current_actor, meeting, on=today()))
    return _page(meeting, _form(meeting))


@bp.post(f"{ONE}/verslag")
def keep(meeting_id: int) -> ResponseReturnValue:
    """Keep what came of a meeting, which closes it; who was second sees both."""
    meeting = meeting_here(meeting_id, to_change=True)
    require(policy.may_write_minutes(current_actor, meeting, on=today()))
    form = _form(meeting)
    if not form.validate_on_submit():
        return _page(meeting, form), 422
    if form.is_stale(meeting.version):
        return conflict_page(form, _form(meeting, stored=True))
    about = initiatives_on(meeting, seen_by=actor_here())
    write_minutes(meeting, form.minutes(), about, by=current_actor)
    flash(_("Het verslag is opgeslagen. Schrijf nu op welke taken hieruit volgen."))
    return go_to(f"{address_of(meeting)}#taken")


def _form(meeting: Meeting, *, stored: bool = False) -> MinutesForm:
    items = list_agenda(meeting, seen_by=actor_here())
    return MinutesForm.of(meeting, items, list_people(meeting), stored=stored)


def _page(meeting: Meeting, form: MinutesForm) -> str:
    return render_template("meetings/minutes.html", meeting=meeting, form=form, back=address_of(meeting))
