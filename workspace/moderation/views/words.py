"""What moderators had to say to an author: read until its reader says so."""

from flask import url_for
from flask.typing import ResponseReturnValue

from workspace.moderation.actions import mark_read
from workspace.moderation.queries.reports import get_word_to
from workspace.moderation.views.blueprint import bp
from workspace.web import actor_here, go_to


@bp.post("/mijn/berichten/<int:word_id>/gelezen")
def read_word(word_id: int) -> ResponseReturnValue:
    mark_read(get_word_to(word_id, actor_here()), by=actor_here())
    return go_to(url_for("overview.mine"))
