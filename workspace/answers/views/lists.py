"""Lists of questions: what waits on a board, and what an organisation was asked."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from workspace.answers.queries import (
    count_waiting,
    list_answered_by,
    list_waiting_at,
    list_waiting_on,
    waiting_times,
)
from workspace.answers.queries.lists import PAGE
from workspace.answers.views.blueprint import bp
from workspace.boards.queries.boards import get_board
from workspace.organisations.queries import get_organisation
from workspace.web import current_actor, public

WHO_SEES = "each question is seen by who sees the comment or the initiative that asks it"
ANSWERED = "beantwoord"


@bp.get("/programmas/<slug>/<board_slug>/vragen")
@public(WHO_SEES)
def on_board(slug: str, board_slug: str) -> ResponseReturnValue:
    """Show the questions that wait on a board, the longest overdue first."""
    board = get_board(slug, board_slug, seen_by=current_actor)
    rows = list_waiting_on(board, seen_by=current_actor, after=_after())
    return render_template(
        "answers/board.html",
        board=board,
        address=f"/programmas/{slug}/{board_slug}",
        count=count_waiting(board.id, seen_by=current_actor),
        rows=rows[:PAGE],
        more=rows[PAGE - 1].id if len(rows) > PAGE else None,
    )


@bp.get("/organisaties/<slug>/vragen")
@public(WHO_SEES)
def of_organisation(slug: str) -> ResponseReturnValue:
    """Show what waits for an organisation, or what it answered."""
    organisation = get_organisation(slug, seen_by=current_actor)
    answered = request.args.get("toon") == ANSWERED
    listed = list_answered_by if answered else list_waiting_at
    rows = listed(organisation, seen_by=current_actor, after=_after())
    return render_template(
        "answers/organisation.html",
        organisation=organisation,
        time=waiting_times([organisation.id]).get(organisation.id),
        answered=answered,
        rows=rows[:PAGE],
        more=rows[PAGE - 1].id if len(rows) > PAGE else None,
    )


def _after() -> int | None:
    """Return the number of the question after which somebody reads on."""
    text = request.args.get("na", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
