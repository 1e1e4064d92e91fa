"""Handing an initiative over: one page for both sides, with how it stands and what can be done now."""

from flask import render_template
from flask.typing import ResponseReturnValue

from workspace.access import require
from workspace.addresses import address_of_initiative
from workspace.borging import policy
from workspace.borging.actions import (
    HandoverMovedOn,
    answer_handover,
    change_offer,
    let_team_edit,
    offer_handover,
    withdraw_offer,
)
from workspace.borging.forms import AnswerForm, OfferForm, TokenForm
from workspace.borging.models import Answer, Handover, HandoverState
from workspace.borging.queries import get_handover, list_handovers, list_receiving_organisations
from workspace.borging.views.blueprint import bp
from workspace.initiatives.models import Initiative
from workspace.initiatives.queries import get_initiative, get_initiative_to_change
from workspace.web import current_actor, go_to


@bp.get("/overdracht")
def handover(initiative_id: int) -> ResponseReturnValue:
    """Show every handover of an initiative, and the forms for what this person may do now."""
    initiative = get_initiative(initiative_id, seen_by=current_actor)
    offers = list_handovers(initiative)
    is_asked = any(offer.to_organisation_id in current_actor.represents for offer in offers)
    require(is_asked or policy.may_see_handover(current_actor, initiative))
    return _page(initiative)


@bp.post("/overdracht")
def offer(initiative_id: int) -> ResponseReturnValue:
    """Offer it to an organisation."""
    initiative = get_initiative_to_change(initiative_id, seen_by=current_actor)
    require(policy.may_offer_handover(current_actor, initiative))
    form = OfferForm(organisations=list_receiving_organisations(initiative))
    if _open_one(initiative) or not policy.is_offerable(initiative):
        return _page(initiative, moved_on=True), 409
    if not form.validate_on_submit():
        return _page(initiative, offer_form=form), 422
    offer_handover(initiative, form.offer(), by=current_actor)
    return _back(initiative)


@bp.post("/overdracht/<int:handover_id>/wijziging")
def change_handover(initiative_id: int, handover_id: int) -> ResponseReturnValue:
    """Offer it anew, after the organisation asked for changes."""
    initiative = get_initiative_to_change(initiative_id, seen_by=current_actor)
    require(policy.may_offer_handover(current_actor, initiative))
    asked = get_handover(initiative, handover_id)
    form = OfferForm(organisations=list_receiving_organisations(initiative))
    if not form.is_about(asked) or asked.state != HandoverState.CHANGES_ASKED:
        return _page(initiative, moved_on=True), 409
    if not form.validate_on_submit():
        return _page(initiative, offer_form=form), 422
    try:
        change_offer(initiative, asked, form.offer(), by=current_actor)
    except HandoverMovedOn:
        return _page(initiative, moved_on=True), 409
    return _back(initiative)


@bp.post("/overdracht/<int:handover_id>/intrekking")
def withdraw_handover(initiative_id: int, handover_id: int) -> ResponseReturnValue:
    """Take an offer back."""
    initiative = get_initiative_to_change(initiative_id, seen_by=current_actor)
    require(policy.may_offer_handover(current_actor, initiative))
    offered = get_handover(initiative, handover_id)
    if not TokenForm().is_about(offered) or not offered.state.is_open:
        return _page(initiative, moved_on=True), 409
    withdraw_offer(initiative, offered, by=current_actor)
    return _back(initiative)


@bp.post("/overdracht/<int:handover_id>/antwoord")
def answer_offer(initiative_id: int, handover_id: int) -> ResponseReturnValue:
    """Answer for the organisation that it was offered to."""
    initiative = get_initiative_to_change(initiative_id, seen_by=current_actor)
    offered = get_handover(initiative, handover_id)
    require(policy.may_answer_handover(current_actor, offered))
    form = AnswerForm()
    if not form.is_about(offered) or offered.state != HandoverState.OFFERED:
        return _page(initiative, moved_on=True), 409
    if not form.validate_on_submit():
        return _page(initiative, answer_form=form), 422
    answer, reason = Answer(form.answer.data), form.reason.data or ""
    try:
        answer_handover(initiative, offered, answer=answer, reason=reason, by=current_actor)
    except HandoverMovedOn:
        return _page(initiative, moved_on=True), 409
    return _back(initiative)


@bp.post("/overdracht/rechten/<word>")
def team_rights(initiative_id: int, word: str) -> ResponseReturnValue:
    """Let the programme team change what was handed over again (`teruggeven`), or no longer."""
    initiative = get_initiative_to_change(initiative_id, seen_by=current_actor)
    require(policy.may_let_team_edit(current_actor, initiative))
    let_team_edit(initiative, may_edit=word == "teruggeven", by=current_actor)
    return _back(initiative)


def _back(initiative: Initiative) -> ResponseReturnValue:
    return go_to(f"/initiatieven/{initiative.id}/borging/overdracht")


def _open_one(initiative: Initiative) -> Handover | None:
    return next((each for each in list_handovers(initiative) if each.state.is_open), None)


def _page(
    initiative: Initiative,
    *,
    offer_form: OfferForm | None = None,
    answer_form: AnswerForm | None = None,
    moved_on: bool = False,
) -> str:
    """Return the page with what holds now; a form that was refused stands on it with what was typed."""
    offers = list_handovers(initiative)
    now_open = next((each for each in offers if each.state.is_open), None)
    asked = [each.to_organisation_id for each in offers if each.state.may_come_true]
    may_offer = policy.may_offer_handover(current_actor, initiative) and policy.is_offerable(initiative)
    is_offered = now_open is not None and now_open.state == HandoverState.OFFERED
    if may_offer and not is_offered and offer_form is None:
        organisations = list_receiving_organisations(initiative)
        offer_form = OfferForm(organisations=organisations, handover=now_open, formdata=None)
    may_answer = is_offered and now_open is not None and policy.may_answer_handover(current_actor, now_open)
    if may_answer and answer_form is None:
        answer_form = AnswerForm(handover=now_open, formdata=None)
    return render_template(
        "borging/handover.html",
        initiative=initiative,
        address=address_of_initiative(initiative.id, initiative.title),
        offers=offers,
        now_open=now_open,
        offer_form=offer_form if may_offer and not is_offered else None,
        answer_form=answer_form if may_answer else None,
        may_withdraw=now_open is not None and policy.may_offer_handover(current_actor, initiative),
        may_let_team_edit=policy.may_let_team_edit(current_actor, initiative),
        sees_dossier=policy.may_have_dossier(current_actor, initiative, asked=asked),
        button_form=TokenForm(formdata=None),
        moved_on=moved_on,
    )
