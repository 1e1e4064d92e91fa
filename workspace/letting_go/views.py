"""Pages on which partners say where they stand, of one initiative and of a whole board."""

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.addresses import address_of_initiative
from workspace.boards.models import Board
from workspace.boards.queries.boards import get_board
from workspace.initiatives.models import Initiative
from workspace.initiatives.queries import get_initiative
from workspace.letting_go import policy
from workspace.letting_go.actions import mark_stance
from workspace.letting_go.forms import StanceForm
from workspace.letting_go.models import POSITIONS, Said, said_on, spread_of
from workspace.letting_go.queries import checks_of_board, checks_of_initiative, list_said
from workspace.times import quarter_of, today
from workspace.web import current_actor, go_to

bp = Blueprint("letting_go", __name__)
QUARTERS = 8  # that the page looks back


@bp.get("/initiatieven/<int:initiative_id>/loslaten")
def of_initiative(initiative_id: int) -> ResponseReturnValue:
    """Show how the partners of an initiative stand between letting go and steering."""
    return _page(get_initiative(initiative_id, seen_by=current_actor))


@bp.post("/initiatieven/<int:initiative_id>/loslaten")
def mark_initiative(initiative_id: int) -> ResponseReturnValue:
    return _mark(get_initiative(initiative_id, seen_by=current_actor))


@bp.get("/programmas/<slug>/<board_slug>/loslaten")
def of_board(slug: str, board_slug: str) -> ResponseReturnValue:
    """Show how the partners of a board stand between letting go and steering."""
    return _page(get_board(slug, board_slug, seen_by=current_actor))


@bp.post("/programmas/<slug>/<board_slug>/loslaten")
def mark_board(slug: str, board_slug: str) -> ResponseReturnValue:
    return _mark(get_board(slug, board_slug, seen_by=current_actor))


def _mark(place: Board | Initiative) -> ResponseReturnValue:
    require(policy.may_mark(current_actor, place))
    form = StanceForm(own=None)
    if not form.validate_on_submit():
        return _page(place, form), 422
    stands, wants = form.positions()
    mark_stance(place, stands=stands, wants=wants, why=form.why.data or "", by=current_actor)
    flash(_("Wij hebben onthouden waar u staat."))
    return go_to(_here(place))


def _page(place: Board | Initiative, form: StanceForm | None = None) -> str:
    require(policy.may_see(current_actor, place))
    said = list_said(place)
    now_said = said_on(said, today())
    own = _own(place, now_said)
    may_mark = policy.may_mark(current_actor, place)
    earlier = [quarter_of(today()).plus(-number).last_day for number in range(1, QUARTERS + 1)]
    return render_template(
        "letting_go/show.html",
        place=place,
        board=place if isinstance(place, Board) else place.board,
        is_board=isinstance(place, Board),
        address=_address_of(place),
        here=_here(place),
        checks=checks_of_board(place) if isinstance(place, Board) else checks_of_initiative(place),
        said=now_said,
        positions=POSITIONS,
        stands=spread_of(each.stands for each in now_said),
        wants=spread_of(each.wants for each in now_said),
        own=own,
        form=(form or StanceForm(own=own, formdata=None)) if may_mark else None,
        earlier=[
            (day, spread_of(each.stands for each in then), spread_of(each.wants for each in then))
            for day in earlier
            if (then := said_on(said, day))
        ],
    )


def _own(place: Board | Initiative, said: list[Said]) -> Said | None:
    side = policy.side_of(current_actor, place)
    speaks = policy.may_mark(current_actor, place)
    return next((each for each in said if speaks and each.organisation_id == side), None)


def _address_of(place: Board | Initiative) -> str:
    if isinstance(place, Board):
        return f"/programmas/{place.programme.slug}/{place.slug}"
    return address_of_initiative(place.id, place.title)


def _here(place: Board | Initiative) -> str:
    number = f"/initiatieven/{place.id}"
    return f"{_address_of(place) if isinstance(place, Board) else number}/loslaten"
