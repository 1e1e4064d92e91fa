"""The meetings of a programme: those to come, and those of before."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from workspace.access import require
from workspace.meetings import policy
from workspace.meetings.queries.agenda import list_boards_of
from workspace.meetings.queries.lists import PAST_AT_ONCE, list_past, list_to_come, read_cursor
from workspace.meetings.views.blueprint import ALL, bp
from workspace.programmes.queries.programmes import get_programme
from workspace.web import actor_here


@bp.get(ALL)
def index(slug: str) -> ResponseReturnValue:
    """Show the meetings of a programme, or of one of its boards."""
    actor = actor_here()
    programme = get_programme(slug, seen_by=actor)
    boards = list_boards_of(programme.id, seen_by=actor)
    works_here = any(board.id in actor.works_on for board in boards)
    require(policy.may_see_meetings(actor, programme.id, works_here=works_here))
    board = next((each for each in boards if str(each.id) == request.args.get("bord")), None)
    board_id = board.id if board else None
    after = read_cursor(request.args.get("voor"))
    past = list_past(programme.id, seen_by=actor, board_id=board_id, after=after)
    return render_template(
        "meetings/list.html",
        programme=programme,
        board=board,
        boards=[each for each in boards if programme.id in actor.insider_in or each.id in actor.works_on],
        to_come=[] if after else list_to_come(programme.id, seen_by=actor, board_id=board_id),
        past=past[:PAST_AT_ONCE],
        has_more=len(past) > PAST_AT_ONCE,
        reads_on=after is not None,
        may_plan=any(policy.may_plan(actor, programme.id, each.id) for each in [*boards])
        or policy.may_plan(actor, programme.id, None),
    )
