"""The file of a piece of evidence, and taking evidence back."""

from flask import abort, flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.borging import policy
from workspace.borging.actions import LastEvidence, withdraw_evidence
from workspace.borging.forms import WithdrawForm
from workspace.borging.queries.evidence import get_evidence, get_evidence_file
from workspace.borging.views.blueprint import aspect_page, bp, evidence_folder, picture_today
from workspace.files import kind_of
from workspace.initiatives.queries import get_initiative, get_initiative_to_change
from workspace.sending import send_kept
from workspace.web import current_actor, go_to, public


@bp.get("/bewijs/<int:evidence_id>")
@public("a file is there for whoever sees its initiative")
def evidence_file(initiative_id: int, evidence_id: int) -> ResponseReturnValue:
    """Give out a file, to be saved: never as a page of ours."""
    initiative = get_initiative(initiative_id, seen_by=current_actor)
    file = get_evidence_file(initiative, evidence_id)
    return send_kept(evidence_folder(), file.name, kind_of(file.name), save_as=file.title)


@bp.post("/bewijs/<int:evidence_id>/intrekking")
def withdraw(initiative_id: int, evidence_id: int) -> ResponseReturnValue:
    """Take a piece of evidence back, and say why."""
    initiative = get_initiative_to_change(initiative_id, seen_by=current_actor)
    require(policy.may_change_aspects(current_actor, initiative))
    aspect, evidence = get_evidence(initiative, evidence_id)
    form = WithdrawForm.about(evidence.id, aspect.version)
    if form.version.data != str(aspect.version):
        abort(409)
    if not form.validate_on_submit():
        picture, refused = picture_today(initiative), {evidence.id: form}
        return aspect_page(initiative, picture, aspect.code, None, refused=refused), 422
    try:
        withdraw_evidence(initiative, aspect, evidence, why=form.why.data, by=current_actor)
    except LastEvidence:
        abort(409)
    flash(_("Het bewijs is teruggenomen."))
    return go_to(f"/initiatieven/{initiative.id}/borging/{aspect.code.word}")
