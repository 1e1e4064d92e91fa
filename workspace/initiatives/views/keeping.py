"""The page of an initiative as it was drawn before, for whoever sees and may do the same.

It is drawn for a stranger with the same facts, so that nothing of one person is in it; only those who said
something here have it drawn for themselves.
"""

from flask import g, session

from workspace.frame import Cut, cut, filled_for_this_request, left_open
from workspace.initiatives.models import Visibility
from workspace.initiatives.queries import get_initiative
from workspace.initiatives.queries.head import Head
from workspace.initiatives.views.page import render_page
from workspace.kept import fragments
from workspace.times import today
from workspace.web import actor_here, locale


def may_be_kept(head: Head) -> bool:
    """Tell whether this page is as others may see it: not for its makers, nor with words for one time."""
    for_once = "_flashes" in session or "kept_fields" in g
    is_own = actor_here().id in {head.created_by_id, head.coordinator_id} and actor_here().is_authenticated
    return not (for_once or is_own or head.visibility == Visibility.DRAFT)


def kept_page(head: Head) -> bytes:
    """Return the page of an initiative in sight, drawn now if it was not, or has changed since."""
    actor = actor_here()
    reader = actor if head.speaks else actor.as_stranger()
    marks = head.supports, head.joined, head.reacted, head.follows
    facts = actor.facts_on(head.programme_id, head.board_id)
    key = ("initiative", head.id, *head.version_for(actor), locale(), today(), facts, reader.id, marks)

    def draw() -> Cut:
        initiative = get_initiative(head.id, seen_by=actor)
        with left_open():
            return cut(render_page(initiative, reader=reader, marks=marks))

    return filled_for_this_request(fragments().get(key, draw))
