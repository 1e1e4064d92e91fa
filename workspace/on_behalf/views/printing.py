"""A form on paper: for an idea on a board, in large type."""

from flask import render_template
from flask.typing import ResponseReturnValue

from workspace.boards.queries.boards import get_board
from workspace.letters import full_address
from workspace.on_behalf.queries import list_desks
from workspace.on_behalf.views.blueprint import bp
from workspace.qr import qr_code
from workspace.web import current_actor, public


@bp.get("/programmas/<slug>/<board_slug>/formulier")
@public("Public boards are for everybody; visible_boards holds back the others.")
def paper_form(slug: str, board_slug: str) -> ResponseReturnValue:
    """Show a form to print, and to fill in with a pen."""
    board = get_board(slug, board_slug, seen_by=current_actor)
    address = full_address("overview.board", slug=slug, board_slug=board_slug)
    return render_template(
        "on_behalf/form.html", board=board, desks=list_desks(board), address=address, qr=qr_code(address)
    )
