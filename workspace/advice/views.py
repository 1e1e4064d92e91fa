"""Advice on boards and initiatives: reading it, giving it, and saying what was done with it."""

from flask import Blueprint, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.addresses import address_of_initiative
from workspace.advice import policy
from workspace.advice.actions import AlreadyAnswered, edit_advice, give_advice, respond_to_advice
from workspace.advice.forms import AdviceForm, ChangeAdviceForm, ResponseForm
from workspace.advice.models import Advice, DoneWith
from workspace.advice.queries import (
    Place,
    get_advice,
    get_advice_to_change,
    list_advice,
    list_advice_on_initiatives,
    list_advising_bodies,
    list_earlier_answers,
)
from workspace.boards.models import Board
from workspace.boards.queries.boards import get_board
from workspace.errors import conflict_page
from workspace.errors import page as error_page
from workspace.initiatives.queries import get_initiative
from workspace.web import actor_here, go_to, public

bp = Blueprint("advice", __name__)
WHY = "advice, and what was done with it, is public where its board or initiative is (N30)"


@bp.get("/initiatieven/<int:initiative_id>/adviezen")
@public(WHY)
def of_initiative(initiative_id: int) -> ResponseReturnValue:
    """Show the advice on an initiative."""
    return _page(get_initiative(initiative_id, seen_by=actor_here()))


@bp.post("/initiatieven/<int:initiative_id>/adviezen")
def give_on_initiative(initiative_id: int) -> ResponseReturnValue:
    return _give(get_initiative(initiative_id, seen_by=actor_here()))


@bp.get("/programmas/<slug>/<board_slug>/adviezen")
@public(WHY)
def of_board(slug: str, board_slug: str) -> ResponseReturnValue:
    """Show the advice on a board, and on its initiatives."""
    return _page(get_board(slug, board_slug, seen_by=actor_here()))


@bp.post("/programmas/<slug>/<board_slug>/adviezen")
def give_on_board(slug: str, board_slug: str) -> ResponseReturnValue:
    return _give(get_board(slug, board_slug, seen_by=actor_here()))


@bp.get("/adviezen/<int:advice_id>/wijziging")
def edit(advice_id: int) -> ResponseReturnValue:
    """Show the words of an advice to who gave it, until it was answered."""
    advice, place = get_advice(advice_id, seen_by=actor_here())
    require(policy.may_edit_advice(actor_here(), place.programme_id, advice))
    if advice.followed is not None:
        return go_to(_here(place, advice))
    return _form_page("advice/edit.html", advice, place, _words_of(advice))


@bp.post("/adviezen/<int:advice_id>/wijziging")
def save(advice_id: int) -> ResponseReturnValue:
    advice, place = get_advice_to_change(advice_id, seen_by=actor_here())
    require(policy.may_edit_advice(actor_here(), place.programme_id, advice))
    form = ChangeAdviceForm()
    if not form.validate_on_submit():
        return _form_page("advice/edit.html", advice, place, form), 422
    if advice.followed is None and form.is_stale(advice.version):
        return conflict_page(form, stored=_words_of(advice))
    try:
        edit_advice(advice, place, body=form.body.data, by=actor_here())
    except AlreadyAnswered:
        return error_page(409)
    return go_to(_here(place, advice))


@bp.get("/adviezen/<int:advice_id>/antwoord")
def response(advice_id: int) -> ResponseReturnValue:
    """Show the form in which the programme says what it did with an advice."""
    advice, place = get_advice(advice_id, seen_by=actor_here())
    require(policy.may_respond(actor_here(), place.programme_id, advice))
    return _form_page("advice/respond.html", advice, place, _response_to(advice))


@bp.post("/adviezen/<int:advice_id>/antwoord")
def respond(advice_id: int) -> ResponseReturnValue:
    advice, place = get_advice_to_change(advice_id, seen_by=actor_here())
    require(policy.may_respond(actor_here(), place.programme_id, advice))
    form = ResponseForm()
    if not form.validate_on_submit():
        return _form_page("advice/respond.html", advice, place, form), 422
    if form.is_stale(advice.version):
        return conflict_page(form, stored=_response_to(advice))
    followed = DoneWith(form.followed.data)
    respond_to_advice(advice, place, followed=followed, response=form.response.data, by=actor_here())
    flash(_("Bij het advies staat nu wat ermee is gedaan."))
    return go_to(_here(place, advice))


def _give(place: Place) -> ResponseReturnValue:
    require(policy.may_give_advice(actor_here(), place))
    form = AdviceForm(bodies=list_advising_bodies(actor_here(), place.programme_id))
    if not form.validate_on_submit():
        return _page(place, form), 422
    advice = give_advice(place, organisation_id=form.body_id(), body=form.body.data, by=actor_here())
    flash(_("Uw advies is geplaatst. Het programma zegt hier wat het ermee doet."))
    return go_to(_here(place, advice))


def _words_of(advice: Advice) -> ChangeAdviceForm:
    return ChangeAdviceForm(formdata=None, data={"body": advice.body, "version": str(advice.version)})


def _response_to(advice: Advice) -> ResponseForm:
    data = {"followed": advice.followed, "response": advice.response, "version": str(advice.version)}
    return ResponseForm(formdata=None, data=data)


def _page(place: Place, form: AdviceForm | None = None) -> str:
    actor, is_board = actor_here(), isinstance(place, Board)
    if form is None and policy.may_give_advice(actor, place):
        form = AdviceForm(bodies=list_advising_bodies(actor, place.programme_id))
    return render_template(
        "advice/index.html",
        place=place,
        board=place if isinstance(place, Board) else place.board,
        is_board=is_board,
        address=_address_of(place),
        here=_here(place),
        advices=list_advice(place),
        elsewhere=list_advice_on_initiatives(place, seen_by=actor) if isinstance(place, Board) else [],
        earlier=list_earlier_answers(place),
        may_edit=lambda row: row.followed is None and policy.may_edit_advice(actor, place.programme_id, row),
        may_respond=lambda row: policy.may_respond(actor, place.programme_id, row),
        form=form,
    )


def _form_page(template: str, advice: Advice, place: Place, form: ChangeAdviceForm | ResponseForm) -> str:
    return render_template(
        template,
        advice=advice,
        place=place,
        form=form,
        address=_address_of(place),
        here=_here(place),
    )


def _address_of(place: Place) -> str:
    if isinstance(place, Board):
        return f"/programmas/{place.programme.slug}/{place.slug}"
    return address_of_initiative(place.id, place.title)


def _here(place: Place, advice: Advice | None = None) -> str:
    mark = f"#advies-{advice.id}" if advice else ""
    if isinstance(place, Board):
        return f"{_address_of(place)}/adviezen{mark}"
    return f"{url_for('advice.of_initiative', initiative_id=place.id)}{mark}"
