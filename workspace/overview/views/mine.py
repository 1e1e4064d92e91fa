"""Mijn werkplek: what asks something of the person who is signed in."""

from flask import render_template
from flask.typing import ResponseReturnValue

from workspace.answers.queries import list_waiting_for
from workspace.borging.queries import list_waiting_offers
from workspace.forms import Form
from workspace.initiatives.models import Visibility
from workspace.invitations.queries import list_open_for
from workspace.meetings.queries import list_my_meetings
from workspace.moderation.forms import ReadForm
from workspace.moderation.queries.cases import count_waiting
from workspace.moderation.queries.reports import list_unread_words
from workspace.overview.queries import mine as queries
from workspace.overview.queries.handing_on import find_handing_on
from workspace.overview.queries.steps import list_late_steps
from workspace.overview.queries.trials import list_my_trials
from workspace.overview.views.blueprint import bp
from workspace.programmes.queries.partners import list_requests_for
from workspace.scans.queries import list_my_steps, list_waiting_scans
from workspace.tasks.queries import list_my_tasks
from workspace.times import today
from workspace.web import current_actor


@bp.get("/mijn")
def mine() -> ResponseReturnValue:
    own = queries.list_own(current_actor)
    own_ids = {initiative.id for initiative in own}
    return render_template(
        "overview/mine.html",
        queues=count_waiting(current_actor),
        words=list_unread_words(current_actor),
        read_form=ReadForm(formdata=None),
        claims=queries.list_stale_claims(current_actor),
        meetings=list_my_meetings(current_actor),
        tasks=list_my_tasks(current_actor),
        button_form=Form(formdata=None),
        today=today(),
        late_steps=list_late_steps(current_actor),
        provinces=queries.list_my_provinces(current_actor) if current_actor.province_in else [],
        invitations=list_open_for(current_actor.email),
        questions=list_waiting_for(current_actor) if current_actor.member_of else [],
        offers=list_waiting_offers(current_actor),
        scans=list_waiting_scans(current_actor),
        steps=list_my_steps(current_actor),
        trials=list_my_trials(current_actor),
        handing_on=find_handing_on(current_actor),
        requests=list_requests_for(current_actor),
        drafts=[i for i in own if i.visibility == Visibility.DRAFT],
        own=[i for i in own if i.visibility != Visibility.DRAFT],
        joined=[i for i in queries.list_joined(current_actor) if i.id not in own_ids],
        boards=[(board, board.id in current_actor.leads) for board in queries.list_my_boards(current_actor)],
        organisations=[
            (organisation, organisation.id in current_actor.represents)
            for organisation in queries.list_my_organisations(current_actor)
        ],
    )
