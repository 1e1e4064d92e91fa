"""The front page of the administrator: what asks for attention, and where things are."""

from flask import render_template
from flask.typing import ResponseReturnValue

from workspace.access import require
from workspace.audit import policy
from workspace.audit.queries.state import read_state
from workspace.audit.views.blueprint import bp
from workspace.mail.queries import count_stuck_mail
from workspace.privacy.queries.overdue import count_neglected, find_last_run, list_kept
from workspace.renditions.queries.state import count_failed
from workspace.web import actor_here, settings


@bp.get("/beheer")
def front() -> ResponseReturnValue:
    require(policy.may_read_trail(actor_here()))
    kept = list_kept(settings())
    return render_template(
        "audit/front.html",
        state=read_state(seen_by=actor_here()),
        stuck_mail=count_stuck_mail(),
        failed_files=count_failed(),
        overdue=sum(each.overdue for each in kept),
        neglected=count_neglected(kept, find_last_run(), settings()),
    )
