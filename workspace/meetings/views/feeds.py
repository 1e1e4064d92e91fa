"""Calendars to follow from a phone: the secret address, and what it leads to.

The address holds no name and no number of a person. What it shows follows from the roles of the moment.
"""

from flask import Response, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import Actor, require
from workspace.forms import ButtonForm
from workspace.languages import in_language
from workspace.letters import full_address
from workspace.meetings import policy
from workspace.meetings.actions import make_key, revoke_key
from workspace.meetings.queries.keys import Reader, find_reader, key_made_at, list_boards_to_follow
from workspace.meetings.queries.lists import list_for_feed
from workspace.meetings.views.blueprint import bp
from workspace.meetings.views.calendars import MIME, published
from workspace.tasks.queries import list_my_tasks, list_tasks_of_board
from workspace.web import actor_here, current_actor, go_to, public

WHY = "a phone cannot sign in: the address itself is the secret, and rights are asked for at each look"


@bp.get("/mijn/agenda")
def calendar() -> ResponseReturnValue:
    """Show how one follows one's meetings and tasks from a phone."""
    return _page()


@bp.post("/mijn/agenda")
def new_key() -> ResponseReturnValue:
    """Make a new secret address, and show it this once; the one before ends."""
    require(policy.may_have_calendar(current_actor))
    if not ButtonForm().validate_on_submit():
        return _page(), 422
    return _page(secret=make_key(by=current_actor))


@bp.post("/mijn/agenda/intrekking")
def no_key() -> ResponseReturnValue:
    """Let the secret address lead nowhere any more."""
    require(policy.may_have_calendar(current_actor))
    revoke_key(by=current_actor)
    flash(_("Uw agenda is niet meer te volgen. Het adres werkt niet meer."))
    return go_to(url_for("meetings.calendar"))


def _page(secret: str = "") -> str:
    actor = actor_here()
    boards = list_boards_to_follow(actor)
    return render_template(
        "meetings/calendar.html",
        made_at=key_made_at(actor),
        address=full_address("meetings.feed", feed_key=secret) if secret else "",
        boards=[
            (title, full_address("meetings.board_feed", feed_key=secret, board_id=number))
            for number, title in boards
        ]
        if secret
        else [],
        button_form=ButtonForm(formdata=None),
    )


@bp.get("/agenda/<feed_key>.ics")
@public(WHY)
def feed(feed_key: str) -> ResponseReturnValue:
    """Give somebody's meetings, and the last days of their tasks."""
    reader = _reader(feed_key)
    with in_language(reader.locale):
        tasks = [row.task for row in list_my_tasks(reader.actor)]
        return _answer(published(list_for_feed(reader.actor), tasks, name=_("Samenbord: mijn agenda")))


@bp.get("/agenda/<feed_key>/<int:board_id>.ics")
@public(WHY)
def board_feed(feed_key: str, board_id: int) -> ResponseReturnValue:
    """Give the meetings of one board, and the last days of what is to be done there."""
    reader = _reader(feed_key)
    title = _title_of(board_id, reader.actor)
    with in_language(reader.locale):
        to_do, _done = list_tasks_of_board(board_id, seen_by=reader.actor)
        meetings = list_for_feed(reader.actor, board_id=board_id)
        return _answer(published(meetings, [row.task for row in to_do], name=title))


def _reader(feed_key: str) -> Reader:
    reader = find_reader(feed_key)
    return abort(404) if reader is None else reader


def _title_of(board_id: int, actor: Actor) -> str:
    """Return what a board is called; 404 for who may not follow it (any more)."""
    found = dict(list_boards_to_follow(actor)).get(board_id)
    return abort(404) if found is None else found


def _answer(content: bytes) -> ResponseReturnValue:
    """Answer with a calendar, or that the phone has it already."""
    answer = Response(content, mimetype=MIME)
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.add_etag()
    return answer.make_conditional(request)
