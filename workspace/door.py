"""The door: who may enter a view now, and keeping what was typed by whoever must first say who they are."""

from datetime import timedelta

from flask import request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from workspace.accounts.actions.kept_forms import keep_form
from workspace.limits import count_one
from workspace.times import now
from workspace.web import actor_here, awaits_second_step, begin_writing, go_to, page_of_this_form, view_here

# For how long somebody need not confirm again that it is them.
PROVED_FOR = timedelta(minutes=15)
NOT_KEPT = frozenset({"csrf_token", "once"})  # nor any field with "password" in its name
# Anybody may have a form kept, so nobody may fill the disk with them. A whole evening in one hall is fine.
LARGEST_KEPT = 100_000  # characters
KEPT_AT_MOST = "60 per hour"  # from one address


def open_door() -> ResponseReturnValue | None:
    """Let this request through, or send the person to where they show who they are and come back from."""
    view = view_here()
    if view is None:
        return None
    actor = actor_here()
    if not actor.is_authenticated:
        return None if hasattr(view, "public_because") else send_to("accounts.sign_in")
    if awaits_second_step() and not hasattr(view, "before_second_step_because"):
        return send_to("accounts.security")
    if hasattr(view, "sensitive_because") and (not actor.proved_at or actor.proved_at < now() - PROVED_FOR):
        return send_to("accounts.confirm_self")
    return None


def send_to(endpoint: str) -> ResponseReturnValue:
    """Send the person to this page first; what they typed waits where they go on from there."""
    path = page_of_this_form() if request.method == "POST" else request.full_path.rstrip("?")
    if request.method == "POST" and request.form:
        path += ("&" if "?" in path else "?") + f"bewaard={_keep(path)}"
    return go_to(url_for(endpoint, verder=path))


def _keep(path: str) -> str:
    fields = {
        name: values
        for name, values in request.form.lists()
        if name not in NOT_KEPT and "password" not in name
    }
    if sum(len(value) for values in fields.values() for value in values) > LARGEST_KEPT:
        raise RequestEntityTooLarge
    count_one(KEPT_AT_MOST, "kept forms")
    begin_writing()
    return keep_form(path, fields)
