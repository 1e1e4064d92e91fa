"""What people make of a moment: to read, and to write from one's own side."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.errors import conflict_page
from workspace.forms import ButtonForm
from workspace.learning.actions import reflecting as actions
from workspace.learning.forms.reflecting import ReflectionForm
from workspace.learning.models import LearningMoment, Reflection
from workspace.learning.policy.reflecting import (
    may_edit_reflection,
    may_withdraw_reflection,
    reflects_to,
)
from workspace.learning.queries import get_moment, read_moment
from workspace.learning.queries.reflections import by_side, get_reflection_to_change, list_reflections
from workspace.learning.views.blueprint import bp
from workspace.limits import posting
from workspace.programmes.models import Openness
from workspace.web import actor_here, go_to, public

WHY = "what people make of a public moment is public too; list_reflections holds back the others"
OF_MOMENT = "/leermomenten/<int:moment_id>/reflecties"
ONE = "/reflecties/<int:reflection_id>"


@bp.get(OF_MOMENT)
@public(WHY)
def reflections(moment_id: int) -> ResponseReturnValue:
    """Show what people make of a moment, from each side, and the form to add to it."""
    return _page(get_moment(moment_id, actor_here()))


@bp.post(OF_MOMENT)
@posting
def reflect(moment_id: int) -> ResponseReturnValue:
    """Add what somebody makes of a moment."""
    moment = get_moment(moment_id, actor_here(), to_change=True)
    offered = reflects_to(actor_here(), moment)
    require(bool(offered))
    form = ReflectionForm(offered=offered)
    if not form.validate_on_submit():
        return _page(moment, form), 422
    actions.reflect(moment, body=form.body.data, openness=form.for_whom(), by=actor_here())
    flash(_("Uw reflectie staat erbij."))
    return go_to(_address_of(moment))


@bp.get(f"{ONE}/wijziging")
def edit_reflection(reflection_id: int) -> ResponseReturnValue:
    """Show one's own reflection, to change."""
    reflection, moment = _find_own(reflection_id)
    return _edit_page(reflection, moment, _stored(reflection, moment))


@bp.post(f"{ONE}/wijziging")
def save_reflection(reflection_id: int) -> ResponseReturnValue:
    """Change one's own reflection."""
    reflection, moment = _find_own(reflection_id)
    form = ReflectionForm(offered=_offered(reflection, moment))
    if not form.validate_on_submit():
        return _edit_page(reflection, moment, form), 422
    if form.is_stale(reflection.version):
        return conflict_page(form, _stored(reflection, moment))
    actions.edit_reflection(
        reflection, moment, body=form.body.data, openness=form.for_whom(), by=actor_here()
    )
    flash(_("Uw reflectie is opgeslagen."))
    return go_to(_address_of(moment))


@bp.post(f"{ONE}/intrekking")
def withdraw_reflection(reflection_id: int) -> ResponseReturnValue:
    """Take a reflection back."""
    reflection, moment = get_reflection_to_change(reflection_id, actor_here())
    actions.withdraw_reflection(reflection, moment, by=actor_here())
    flash(_("De reflectie is ingetrokken."))
    return go_to(_address_of(moment))


def _find_own(reflection_id: int) -> tuple[Reflection, LearningMoment]:
    reflection, moment = get_reflection_to_change(reflection_id, actor_here())
    require(may_edit_reflection(actor_here(), reflection))
    return reflection, moment


def _offered(reflection: Reflection, moment: LearningMoment) -> list[Openness]:
    offered = reflects_to(actor_here(), moment)
    return [each for each in Openness if each in offered or each == reflection.openness]


def _stored(reflection: Reflection, moment: LearningMoment) -> ReflectionForm:
    data = {"body": reflection.body, "openness": reflection.openness, "version": str(reflection.version)}
    return ReflectionForm(offered=_offered(reflection, moment), formdata=None, data=data)


def _address_of(moment: LearningMoment) -> str:
    return url_for("learning.show", moment_id=moment.id) + "#reflecties"


def _page(moment: LearningMoment, form: ReflectionForm | None = None) -> str:
    actor = actor_here()
    offered = reflects_to(actor, moment)
    if form is None and offered:
        form = ReflectionForm(offered=offered, formdata=None, data={"openness": offered[0], "version": "0"})
    return render_template(
        "learning/reflections.html",
        moment=read_moment(moment.id, actor),
        sides=by_side(list_reflections([moment.id], actor).get(moment.id, [])),
        may_edit_reflection=lambda row: may_edit_reflection(actor, row),
        may_withdraw_reflection=lambda row: may_withdraw_reflection(actor, moment, row),
        button_form=ButtonForm(formdata=None),
        form=form,
    )


def _edit_page(reflection: Reflection, moment: LearningMoment, form: ReflectionForm) -> str:
    return render_template("learning/edit_reflection.html", reflection=reflection, moment=moment, form=form)
