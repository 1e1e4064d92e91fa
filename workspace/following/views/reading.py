"""What somebody was told, further back; and saying that one saw it."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from workspace.following.actions import mark_seen
from workspace.following.forms import SeenForm
from workspace.following.queries.grouping import grouped
from workspace.following.queries.notices import list_notices
from workspace.following.views.blueprint import bp
from workspace.sentences import told_together
from workspace.web import current_actor

AT_ONCE = 60


@bp.get("/mijn/nieuws")
def news() -> ResponseReturnValue:
    text = request.args.get("voor", "")
    before = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
    notices = list_notices(current_actor, before=before, at_most=AT_ONCE + 1)
    shown = notices[:AT_ONCE]
    return render_template(
        "following/news.html",
        groups=grouped(shown),
        told=told_together,
        older=shown[-1].id if len(notices) > AT_ONCE else None,
    )


@bp.post("/mijn/nieuws/gelezen")
def seen() -> ResponseReturnValue:
    form = SeenForm()
    mark_seen(until=form.number, about=form.group, by=current_actor)
    return redirect("/mijn#veranderd", 303)
