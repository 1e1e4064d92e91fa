"""Posting an initiative: write first, sign in after."""

from collections.abc import Mapping
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from workspace.access import require
from workspace.addresses import address_of_initiative
from workspace.answers.queries import find_of_initiative
from workspace.boards.models import Board
from workspace.initiatives import policy
from workspace.initiatives.actions import post_initiative, publish_initiative
from workspace.initiatives.forms.posting import BoardChoice, PostForm
from workspace.initiatives.models import Visibility
from workspace.initiatives.queries import get_board, get_initiative, get_initiative_to_change
from workspace.initiatives.queries.choices import list_boards, list_places
from workspace.initiatives.queries.similar import Similar, list_similar
from workspace.initiatives.views.blueprint import bp
from workspace.initiatives.views.page import publish_form, render_page
from workspace.limits import posting
from workspace.web import current_actor, public, wants_fragment


@bp.get("/initiatieven/nieuw")
@public("people write first and sign in after")
def new() -> ResponseReturnValue:
    board = _board_asked_for(g.get("kept_fields") or request.args)
    return _page(_form(board), board)


@bp.post("/initiatieven/nieuw")
@posting
def post() -> ResponseReturnValue:
    board = _board_asked_for(request.form)
    require(board is None or policy.may_post(current_actor, board))
    form = _form(board)
    if not form.validate_on_submit() or board is None:
        return _page(form, board), 422
    initiative = post_initiative(
        board,
        title=form.title.data,
        summary=form.summary.data,
        for_whom=form.for_whom.data,
        place=form.place.data,
        helpers=form.helpers.data,
        area_ids=form.areas.data,
        visibility=form.chosen_visibility,
        by=current_actor,
    )
    return redirect(url_for("initiatives.posted", initiative_id=initiative.id), 303)


@bp.get("/initiatieven/<int:initiative_id>/geplaatst")
def posted(initiative_id: int) -> ResponseReturnValue:
    """Say what happens now, and when."""
    initiative = get_initiative(initiative_id, seen_by=current_actor)
    address = address_of_initiative(initiative.id, initiative.title)
    if not policy.is_own(current_actor, initiative):
        return redirect(address, 303)
    question = find_of_initiative(initiative)
    return render_template(
        "initiatives/posted.html", initiative=initiative, address=address, question=question
    )


@bp.post("/initiatieven/<int:initiative_id>/plaatsing")
def publish(initiative_id: int) -> ResponseReturnValue:
    initiative = get_initiative_to_change(initiative_id, seen_by=current_actor)
    require(policy.may_edit(current_actor, initiative))
    form = publish_form(initiative)
    if not form.validate_on_submit():
        return render_page(initiative, publishing=form), 422
    publish_initiative(initiative, visibility=form.visibility.data, by=current_actor)
    return redirect(url_for("initiatives.posted", initiative_id=initiative.id), 303)


@bp.get("/initiatieven/vergelijkbaar")
@public("whoever is about to post sees what looks like it; nothing is kept")
def similar() -> ResponseReturnValue:
    board = _board_asked_for(request.args)
    if wants_fragment():
        found = _similar(board, request.args)
        return render_template("initiatives/_similar.html", similar=found, asked=board is not None)
    return redirect(url_for("initiatives.new", bord=board.id if board else None), 303)


@bp.post("/initiatieven/vergelijkbaar")
@public("the same for who has no JavaScript: shows the form again with what looks like it")
def compare() -> ResponseReturnValue:
    board = _board_asked_for(request.form)
    form = _form(board)
    form.renew()
    return _page(form, board, similar=_similar(board, request.form), asked=board is not None)


def _board_asked_for(fields: Mapping[str, Any]) -> Board | None:
    number = str(fields.get("bord") or fields.get("board") or "")
    if not number.isdecimal() or len(number) > 9:
        return None
    return get_board(int(number), seen_by=current_actor)


def _form(board: Board | None) -> PostForm:
    boards = list_boards(current_actor, programme_id=board.programme_id if board else None)
    may_choose = [
        visibility
        for visibility in (Visibility.PUBLIC, Visibility.PARTNERS)
        if board and policy.may_show_to(current_actor, board.programme_id, visibility)
    ]
    return PostForm(
        boards=[BoardChoice(b.id, b.title, b.programme.name) for b in boards],
        areas=[(area.id, area.name) for area in list_places(board.programme.area_id)] if board else [],
        visibilities=may_choose or [Visibility.PUBLIC],
        data={"board": board.id if board else None},
    )


def _similar(board: Board | None, fields: MultiDict[str, str]) -> list[Similar]:
    if board is None:
        return []
    found = list_similar(
        fields.get("title", ""),
        fields.get("summary", ""),
        programme_id=board.programme_id,
        area_id=board.programme.area_id,
        seen_by=current_actor,
    )
    return list(found)


def _page(
    form: PostForm, board: Board | None, similar: list[Similar] | None = None, asked: bool = False
) -> str:
    return render_template("initiatives/new.html", form=form, board=board, similar=similar or [], asked=asked)
