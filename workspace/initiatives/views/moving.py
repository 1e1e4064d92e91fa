"""Moving an initiative to another stage, and ending it on purpose."""

import json
from urllib.parse import quote

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import NotAllowed, require
from workspace.addresses import address_of_initiative
from workspace.initiatives import policy
from workspace.initiatives.actions import NotClearYet, end_initiative, move_initiative
from workspace.initiatives.forms.moving import EndForm, StageForm, stage_or_none
from workspace.initiatives.models import Initiative, Stage, starts
from workspace.initiatives.queries import get_initiative, get_initiative_to_change
from workspace.initiatives.queries.starting import read_start_check
from workspace.initiatives.views.blueprint import bp
from workspace.labels import label
from workspace.web import current_actor, go_to, same_site_path, wants_fragment


@bp.get("/initiatieven/<int:initiative_id>/fase")
def choose_stage(initiative_id: int) -> ResponseReturnValue:
    initiative = get_initiative(initiative_id, seen_by=current_actor)
    asked = stage_or_none(request.args.get("stage"))
    if asked is not None and asked.is_end:
        return redirect(url_for("initiatives.ending", initiative_id=initiative.id, stage=asked.value), 303)
    stages = policy.allowed_moves(current_actor, initiative)
    require(bool(stages))
    return _move_page(
        initiative, StageForm(stages=stages, data={"stage": asked or policy.next_stage(initiative, stages)})
    )


@bp.post("/initiatieven/<int:initiative_id>/fase")
def move(initiative_id: int) -> ResponseReturnValue:
    initiative = get_initiative_to_change(initiative_id, seen_by=current_actor)
    stages = policy.allowed_moves(current_actor, initiative)
    form = StageForm(stages=[*stages, initiative.stage] if stages else list(Stage))
    if not form.validate_on_submit():
        return _refuse(initiative, form, stages), 422
    try:
        moved = move_initiative(
            initiative,
            to=form.stage.data,
            word=form.word.data,
            anyway=form.anyway.data,
            by=current_actor,
        )
    except NotClearYet:
        return _ask_why(initiative, form)
    back = same_site_path(request.form.get("terug"), address_of_initiative(initiative.id, initiative.title))
    said = _("%(title)s staat nu bij %(stage)s.", title=initiative.title, stage=label(initiative.stage))
    return _go_on(back, said if moved else "")


@bp.get("/initiatieven/<int:initiative_id>/afsluiting")
def ending(initiative_id: int) -> ResponseReturnValue:
    initiative = get_initiative(initiative_id, seen_by=current_actor)
    require(policy.may_end(current_actor, initiative))
    return _end_page(initiative, EndForm(data={"stage": stage_or_none(request.args.get("stage"))}))


@bp.post("/initiatieven/<int:initiative_id>/afsluiting")
def end(initiative_id: int) -> ResponseReturnValue:
    initiative = get_initiative_to_change(initiative_id, seen_by=current_actor)
    require(policy.may_edit(current_actor, initiative))
    form = EndForm()
    if initiative.stage.is_end:
        return _end_page(initiative, form), 409
    if not form.validate_on_submit():
        return _end_page(initiative, form), 422
    end_initiative(
        initiative,
        stage=form.stage.data,
        outcome=form.outcome.data,
        lesson=form.lesson.data,
        reason=form.reason.data or "",
        thanks=form.thanks.data,
        by=current_actor,
    )
    return redirect(address_of_initiative(initiative.id, initiative.title), 303)


def _refuse(initiative: Initiative, form: StageForm, stages: tuple[Stage, ...]) -> str:
    """Show the form again to who may move it; anybody else may not, whatever they sent."""
    if not stages:
        raise NotAllowed
    return _move_page(initiative, form)


def _ask_why(initiative: Initiative, form: StageForm) -> ResponseReturnValue:
    """Show what is not clear yet, with all that was typed; what a card sent could not say why yet."""
    if wants_fragment():
        back = request.form.get("terug")
        here = url_for("initiatives.choose_stage", initiative_id=initiative.id, stage=form.stage.data.value)
        return go_to(f"{here}&terug={quote(back, safe='')}" if back else here)
    if form.anyway.name in request.form:
        form.anyway.errors = [_("Schrijf in één zin waarom u toch begint.")]
    return _move_page(initiative, form), 422


def _go_on(address: str, said: str) -> ResponseReturnValue:
    if wants_fragment():
        return "", 200, {"HX-Location": address, "HX-Trigger": json.dumps({"announce": said})}
    if said:
        flash(said)
    return redirect(address, 303)


def _move_page(initiative: Initiative, form: StageForm) -> str:
    actor = current_actor
    asked = any(policy.explains_a_start(actor, initiative, choice.value) for choice in form.stage.choices)
    begins = any(starts(initiative.stage, choice.value) for choice in form.stage.choices)
    return render_template(
        "initiatives/move.html",
        initiative=initiative,
        form=form,
        check=read_start_check(initiative) if begins else None,
        asks_why=asked,
        address=address_of_initiative(initiative.id, initiative.title),
        back=same_site_path(request.values.get("terug"), ""),
    )


def _end_page(initiative: Initiative, form: EndForm) -> str:
    return render_template(
        "initiatives/end.html",
        initiative=initiative,
        form=form,
        address=address_of_initiative(initiative.id, initiative.title),
    )
