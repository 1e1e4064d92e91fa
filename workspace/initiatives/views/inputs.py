"""Pages on which partners see and say who puts in what: of one initiative, and of a whole board (N15)."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.addresses import address_of_initiative
from workspace.boards.queries.boards import get_board
from workspace.errors import conflict_page
from workspace.forms import ButtonForm
from workspace.initiatives import policy
from workspace.initiatives.actions import Input, add_partner, remove_partner, say_input, say_part
from workspace.initiatives.forms.inputs import InputForm, PartForm, PartnerForm
from workspace.initiatives.models import Initiative, InitiativePartner
from workspace.initiatives.queries import get_initiative
from workspace.initiatives.queries.choices import list_partner_organisations
from workspace.initiatives.queries.contents import get_initiative_to_edit
from workspace.initiatives.queries.inputs import (
    AT_ONCE,
    BoardInput,
    InputLine,
    list_board_inputs,
    list_inputs,
    partner_in,
)
from workspace.initiatives.views.blueprint import bp
from workspace.initiatives.views.hours import hours_in_words, together_in_words
from workspace.limits import posting
from workspace.web import current_actor, go_to

AnyInputForm = InputForm | PartForm


@bp.get("/initiatieven/<int:initiative_id>/inzet")
def inputs(initiative_id: int) -> ResponseReturnValue:
    """Show what each organisation does, needs, promises and gives."""
    return _page(get_initiative(initiative_id, seen_by=current_actor))


@bp.post("/initiatieven/<int:initiative_id>/inzet")
def let_take_part(initiative_id: int) -> ResponseReturnValue:
    initiative = get_initiative_to_edit(initiative_id, seen_by=current_actor)
    require(policy.may_set_partners(current_actor, initiative))
    form = PartnerForm(organisations=_organisations(initiative, []))
    if not form.validate_on_submit():
        return _page(initiative, form), 422
    if add_partner(initiative, form.organisation.data, part=form.part.data, by=current_actor):
        flash(_("De organisatie doet mee."))
    else:
        flash(_("Deze organisatie deed al mee. Er is niets veranderd."), "info")
    return go_to(_address(initiative))


@bp.get("/initiatieven/<int:initiative_id>/inzet/<int:organisation_id>")
def input_form(initiative_id: int, organisation_id: int) -> ResponseReturnValue:
    initiative, partner = _get(initiative_id, organisation_id)
    return _form_page(initiative, partner, _form_of(initiative, partner, is_sent=False))


@bp.post("/initiatieven/<int:initiative_id>/inzet/<int:organisation_id>")
@posting
def save_input(initiative_id: int, organisation_id: int) -> ResponseReturnValue:
    """Save what an organisation says of itself, or its part when who edits the initiative says so."""
    initiative, partner = _get(initiative_id, organisation_id)
    form = _form_of(initiative, partner, is_sent=True)
    if not form.validate_on_submit():
        return _form_page(initiative, partner, form), 422
    if form.is_stale(partner.version):
        return conflict_page(form, stored=_form_of(initiative, partner, is_sent=False))
    part = form.part.data or ""
    if isinstance(form, InputForm):
        said = Input(form.needs.data or "", form.hours_promised.data, form.hours_given.data)
        say_input(initiative, partner, said, part=part, by=current_actor)
    else:
        say_part(initiative, partner, part=part, by=current_actor)
    flash(_("De inzet is opgeslagen."))
    return go_to(_address(initiative))


@bp.post("/initiatieven/<int:initiative_id>/inzet/<int:organisation_id>/einde")
def end_taking_part(initiative_id: int, organisation_id: int) -> ResponseReturnValue:
    initiative = get_initiative_to_edit(initiative_id, seen_by=current_actor)
    if remove_partner(initiative, organisation_id, by=current_actor):
        flash(_("De organisatie doet niet meer mee."))
    return go_to(_address(initiative))


@bp.get("/programmas/<slug>/<board_slug>/inzet")
def board_inputs(slug: str, board_slug: str) -> ResponseReturnValue:
    """Show per initiative of a board what was promised, what is given, and what is needed."""
    board = get_board(slug, board_slug, seen_by=current_actor)
    require(policy.may_see_board_inputs(current_actor, board.programme_id))
    found = list_board_inputs(board, seen_by=current_actor, after=_after())
    shown = found[:AT_ONCE]
    organisations = [(number, name) for number, name in list_partner_organisations(board.programme_id)]
    return render_template(
        "initiatives/board_inputs.html",
        board=board,
        initiatives=[(each, _could_help(each, organisations)) for each in shown],
        next_page=shown[-1].id if len(found) > AT_ONCE else None,
        is_first_page=_after() is None,
        hours_in_words=hours_in_words,
        together_in_words=together_in_words,
        address_of=address_of_initiative,
    )


def _could_help(initiative: BoardInput, organisations: list[tuple[int, str]]) -> list[str]:
    """Return who takes part in the programme but not in this initiative, when something is needed there."""
    if not initiative.has_needs:
        return []
    there = {line.organisation_id for line in initiative.partners}
    return [name for number, name in organisations if number not in there]


def _after() -> int | None:
    text = request.args.get("na", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _get(initiative_id: int, organisation_id: int) -> tuple[Initiative, InitiativePartner]:
    initiative = get_initiative_to_edit(initiative_id, seen_by=current_actor)
    require(policy.may_say_part(current_actor, initiative, organisation_id))
    return initiative, partner_in(initiative, organisation_id)


def _form_of(
    initiative: Initiative, partner: InitiativePartner | InputLine, *, is_sent: bool
) -> AnyInputForm:
    """Return the form that this person has for an organisation, with what was sent or with what is stored."""
    options = {} if is_sent else {"formdata": None, "obj": partner}
    if policy.may_say_input(current_actor, initiative, partner.organisation_id):
        return InputForm(stored=partner, **options)
    return PartForm(**options)


def _organisations(initiative: Initiative, there: list[InputLine]) -> list[tuple[int, str]]:
    taking_part = {line.organisation_id for line in there}
    found = list_partner_organisations(initiative.programme_id)
    return [(number, name) for number, name in found if number not in taking_part]


def _address(initiative: Initiative) -> str:
    return url_for("initiatives.inputs", initiative_id=initiative.id)


def _page(initiative: Initiative, form: PartnerForm | None = None) -> str:
    require(policy.may_see_inputs(current_actor, initiative))
    lines = list_inputs(initiative)
    may_set = policy.may_set_partners(current_actor, initiative)
    choices = _organisations(initiative, lines) if may_set and form is None else []
    return render_template(
        "initiatives/inputs.html",
        initiative=initiative,
        address=address_of_initiative(initiative.id, initiative.title),
        lines=lines,
        mine={line.organisation_id for line in lines if _is_mine(initiative, line)},
        forms={line.organisation_id: _small_form(initiative, line) for line in lines},
        may_set_partners=may_set,
        form=form or (PartnerForm(organisations=choices, formdata=None) if choices else None),
        end_form=ButtonForm(formdata=None),
        hours_in_words=hours_in_words,
    )


def _is_mine(initiative: Initiative, line: InputLine) -> bool:
    return policy.may_say_input(current_actor, initiative, line.organisation_id)


def _small_form(initiative: Initiative, line: InputLine) -> AnyInputForm | None:
    if not policy.may_say_part(current_actor, initiative, line.organisation_id):
        return None
    form = _form_of(initiative, line, is_sent=False)
    for field in form:
        field.id = f"{field.id}-{line.organisation_id}"
        field.label.field_id = field.id
    return form


def _form_page(initiative: Initiative, partner: InitiativePartner, form: AnyInputForm) -> str:
    return render_template(
        "initiatives/input_form.html",
        initiative=initiative,
        name=partner.organisation.name,
        form=form,
        here=_address(initiative),
        address=address_of_initiative(initiative.id, initiative.title),
    )
