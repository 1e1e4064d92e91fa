"""The queue of a programme or a board: what waits longest first, and one verdict for several."""

from collections.abc import Collection

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from workspace.access import require
from workspace.boards.models import Board
from workspace.boards.queries.boards import get_board
from workspace.moderation import policy
from workspace.moderation.actions import judge_many
from workspace.moderation.forms import TOGETHER, JudgeForm
from workspace.moderation.queries.cases import (
    A_PAGE,
    CaseRow,
    Place,
    get_case_rows_to_change,
    list_cases,
    list_judged,
)
from workspace.moderation.views.blueprint import bp, queue_of, title_of_thing
from workspace.programmes.models import Programme
from workspace.programmes.queries.programmes import get_programme
from workspace.web import actor_here, go_to

OF_PROGRAMME = "/programmas/<slug>/meldingen"
OF_BOARD = "/programmas/<slug>/<board_slug>/meldingen"


@bp.get(OF_PROGRAMME)
def programme_queue(slug: str) -> ResponseReturnValue:
    """Show what waits in a programme, as far as this person moderates it."""
    return _page(_programme(slug), None)


@bp.post(OF_PROGRAMME)
def judge_in_programme(slug: str) -> ResponseReturnValue:
    return _judge(_programme(slug), None)


@bp.get(OF_BOARD)
def board_queue(slug: str, board_slug: str) -> ResponseReturnValue:
    """Show what waits on one board."""
    board = _board(slug, board_slug)
    return _page(board.programme, board)


@bp.post(OF_BOARD)
def judge_on_board(slug: str, board_slug: str) -> ResponseReturnValue:
    board = _board(slug, board_slug)
    return _judge(board.programme, board)


def _programme(slug: str) -> Programme:
    programme = get_programme(slug, actor_here())
    require(policy.may_see_queue(actor_here(), programme.id))
    return programme


def _board(slug: str, board_slug: str) -> Board:
    board = get_board(slug, board_slug, actor_here())
    require(policy.may_see_queue_of(actor_here(), board.id, board.programme_id))
    return board


def _judge(programme: Programme, board: Board | None) -> ResponseReturnValue:
    """Give several cases one verdict; tell apart those that changed meanwhile."""
    form, stamps = JudgeForm.among(TOGETHER), _ticked()
    is_right = form.validate_on_submit()
    if not is_right or not stamps:
        if not stamps:
            form.verdict.errors = [*form.verdict.errors, _("Vink eerst aan waar het over gaat.")]
        return _page(programme, board, form, ticked=stamps), 422
    rows = get_case_rows_to_change(stamps, programme, seen_by=actor_here())
    left = judge_many(rows, form.judgement(), stamps=stamps, by=actor_here())
    _tell(len(rows) - len(left), left)
    return go_to(queue_of(programme, board))


def _ticked() -> dict[int, str]:
    """Return the cases that were ticked, with how each stood when it was read; anything else is left out."""
    found = {}
    for value in request.form.getlist("case")[: A_PAGE * 2]:
        number, _sep, stamp = value.partition(":")
        if number.isascii() and number.isdecimal() and len(number) < 10:
            found[int(number)] = stamp
    return found


def _tell(number: int, left: Collection[CaseRow]) -> None:
    if number:
        done = ngettext("%(num)s melding is afgehandeld.", "%(num)s meldingen zijn afgehandeld.", number)
        flash(done)
    for row in left:
        title = title_of_thing(row.thing)
        flash(
            _("Niet afgehandeld, want er is intussen iets veranderd: %(title)s.", title=title)
            if row.verdicts
            else _("Niet afgehandeld, want dit is al beslist of niet aan u: %(title)s.", title=title),
            "warning",
        )


def _page(
    programme: Programme, board: Board | None, form: JudgeForm | None = None, ticked: Collection[int] = ()
) -> str:
    judged = request.args.get("toon") == "behandeld"
    place = Place.read(request.args.get("na", ""))
    if judged:
        rows = list_judged(programme, board, seen_by=actor_here(), before=place)
    else:
        rows = list_cases(programme, board, seen_by=actor_here(), after=place)
    shown = rows[:A_PAGE]
    return render_template(
        "moderation/queue.html",
        programme=programme,
        board=board,
        rows=shown,
        judged=judged,
        form=form or JudgeForm.among(TOGETHER),
        ticked=ticked,
        address=queue_of(programme, board),
        goes_on_after=_place_of(shown[-1]) if len(rows) > A_PAGE else None,
        is_start=place is None,
    )


def _place_of(row: CaseRow) -> str | None:
    moment = row.case.waits_since or row.case.handled_at
    return str(Place(moment, row.case.id)) if moment else None
