"""The address book of this feature's pages, and how each page finds its history."""

from flask import Blueprint, request, url_for

from workspace.access import require
from workspace.histories.models import LearningHistory
from workspace.histories.policy import may_make_history
from workspace.histories.queries import get_history
from workspace.web import READING, actor_here

bp = Blueprint("histories", __name__)


def made(history_id: int) -> LearningHistory:
    """Return a history that this person may make; a change waits for another that is under way."""
    history = get_history(history_id, actor_here(), to_change=request.method not in READING)
    require(may_make_history(actor_here(), history.programme_id))
    return history


def page_of(history_id: int, mark: str = "") -> str:
    """Return the address of the page on which a history is read."""
    return url_for("histories.show", history_id=history_id) + mark
