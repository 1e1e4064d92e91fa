"""Confirming that a claim still holds, and that an organisation carries an initiative itself."""

from flask import abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.borging import policy
from workspace.borging.actions import confirm_aspect, confirm_carry
from workspace.borging.forms import ConfirmForm
from workspace.borging.models.rules import CLAIMS, year_from
from workspace.borging.queries.aspects import get_aspect
from workspace.borging.views.blueprint import aspect_page, bp, changed, code_of, picture_today
from workspace.initiatives.queries import get_initiative_to_change
from workspace.times import today
from workspace.web import current_actor


@bp.post("/<word>/bevestiging")
def confirm(initiative_id: int, word: str) -> ResponseReturnValue:
    """Confirm a claim: with one tap for a year, or until the day that was given."""
    code = code_of(word)
    initiative = get_initiative_to_change(initiative_id, seen_by=current_actor)
    aspect = get_aspect(initiative, code)
    require(policy.may_confirm_aspect(current_actor, initiative, aspect))
    form = ConfirmForm()
    if form.version.data != str(aspect.version) or aspect.state not in CLAIMS:
        abort(409)
    if not form.validate_on_submit():
        return aspect_page(initiative, picture_today(initiative), code, None, confirm_form=form), 422
    until = form.valid_until.data or year_from(today())
    confirm_aspect(initiative, aspect, valid_until=until, by=current_actor)
    return changed(initiative, _("U hebt dit opnieuw bevestigd."))


@bp.post("/voortzetting")
def carry(initiative_id: int) -> ResponseReturnValue:
    """Confirm, as a representative, that one's organisation carries this itself."""
    initiative = get_initiative_to_change(initiative_id, seen_by=current_actor)
    require(policy.may_confirm_carry(current_actor, initiative))
    confirm_carry(initiative, by=current_actor)
    return changed(initiative, _("Uw organisatie zet dit initiatief zelf voort."))
