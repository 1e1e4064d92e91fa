"""Mijn werkplek: what asks something of the person who is signed in, and what changed in what they follow."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from workspace.advice.queries import list_waiting_advice
from workspace.answers.queries import list_waiting_for
from workspace.borging.queries import list_waiting_offers
from workspace.following.forms import SeenForm
from workspace.following.queries.grouping import Group, grouped
from workspace.following.queries.notices import list_unseen_notices
from workspace.forms import Form
from workspace.initiatives.models import Visibility
from workspace.invitations.queries import list_open_for
from workspace.learning.queries.waiting import list_waiting_moments
from workspace.meetings.queries import list_my_meetings
from workspace.moderation.forms import ReadForm
from workspace.moderation.queries.cases import count_waiting
from workspace.moderation.queries.reports import list_unread_words
from workspace.overview.queries import mine as queries
from workspace.overview.queries.handing_on import HandingOn, find_handing_on
from workspace.overview.queries.promises import list_promises
from workspace.overview.queries.steps import list_late_steps
from workspace.overview.queries.trials import list_my_trials
from workspace.overview.views.blueprint import bp
from workspace.privacy.queries.erasure import find_open_request
from workspace.programmes.queries.partners import list_requests_for
from workspace.renditions.queries import list_waiting as list_files
from workspace.reporting.models.due import due_day
from workspace.reporting.queries.due import list_due_plans
from workspace.reporting.queries.waiting import list_waiting_reports
from workspace.scans.queries import list_my_steps, list_waiting_scans
from workspace.sentences import told_together
from workspace.tasks.queries import list_my_tasks
from workspace.times import today
from workspace.web import actor_here

CHANGES = 60  # notices at a time; what is more stands on the page of all news


class Changes(NamedTuple):
    """What somebody was told and did not see yet; `until` is the newest of it."""

    groups: list[Group]
    number: int
    has_more: bool
    until: int
    form: SeenForm


@bp.get("/mijn")
def mine() -> ResponseReturnValue:
    actor = actor_here()
    own = queries.list_own(actor)
    own_ids = {initiative.id for initiative in own}
    handing_on = find_handing_on(actor)
    asked: dict[str, Sequence[Any]] = {
        "invitations": list_open_for(actor.email),
        "requests": list_requests_for(actor),
        "offers": list_waiting_offers(actor),
        "questions": list_waiting_for(actor) if actor.member_of else [],
        "waiting_moments": list_waiting_moments(actor),
        "advices": list_waiting_advice(actor),
        "reports": list_waiting_reports(actor),
        "due_plans": list_due_plans(actor),
        "trials": list_my_trials(actor),
        "tasks": list_my_tasks(actor),
        "meetings": list_my_meetings(actor),
        "queues": count_waiting(actor),
        "words": list_unread_words(actor),
        "scans": list_waiting_scans(actor),
        "steps": list_my_steps(actor),
        "late_steps": list_late_steps(actor),
        "promises": list_promises(actor) if actor.represents else [],
        "claims": queries.list_stale_claims(actor),
        "drafts": [one for one in own if one.visibility == Visibility.DRAFT],
    }
    return render_template(
        "overview/mine.html",
        **asked,
        erasure=find_open_request(actor.id),
        back=url_for("privacy.take_back"),
        button=Form(formdata=None),
        handing_on=handing_on,
        asked_number=sum(len(rows) for rows in asked.values()) + _number_of(handing_on),
        read_form=ReadForm(formdata=None),
        button_form=Form(formdata=None),
        today=today(),
        files=list_files(actor),
        plans_due_on=due_day(today()),
        changes=_changes(),
        told=told_together,
        provinces=queries.list_my_provinces(actor) if actor.province_in else [],
        own=[one for one in own if one.visibility != Visibility.DRAFT],
        enters=bool(actor.leads or actor.talks_among_partners_in),
        joined=[one for one in queries.list_joined(actor) if one.id not in own_ids],
        boards=[(board, board.id in actor.leads) for board in queries.list_my_boards(actor)],
        organisations=[(each, each.id in actor.represents) for each in queries.list_my_organisations(actor)],
    )


def _changes() -> Changes:
    notices = list_unseen_notices(actor_here(), at_most=CHANGES + 1)
    shown = notices[:CHANGES]
    return Changes(
        groups=grouped(shown),
        number=len(shown),
        has_more=len(notices) > CHANGES,
        until=shown[0].id if shown else 0,
        form=SeenForm(formdata=None),
    )


def _number_of(handing_on: HandingOn) -> int:
    return handing_on.asked + len(handing_on.inboxes) + len(handing_on.own) + len(handing_on.others)
