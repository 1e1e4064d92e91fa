"""Pages of the phases of a programme."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.forms import Form
from workspace.programmes.actions import phases as actions
from workspace.programmes.forms import PhaseForm
from workspace.programmes.models import Programme
from workspace.programmes.queries.programmes import get_phase
from workspace.programmes.views.blueprint import bp, managed
from workspace.times import show_day
from workspace.web import current_actor, locale


@bp.route("/programmas/<slug>/fasen/nieuw", methods=["GET", "POST"])
def new_phase(slug: str) -> ResponseReturnValue:
    programme = managed(slug)
    form = PhaseForm()
    if form.validate_on_submit():
        try:
            actions.add_phase(
                programme,
                name=form.name.data,
                motto=form.motto.data,
                starts_on=form.starts_on.data,
                ends_on=form.ends_on.data,
                by=current_actor,
            )
        except actions.OutsideProgramme:
            form.starts_on.errors = [_outside(programme)]
        else:
            flash(_("De fase is toegevoegd."))
            return redirect(url_for("programmes.manage", slug=slug), 303)
    page = render_template("programmes/phase.html", form=form, programme=programme, phase=None, bare=Form())
    return page, 422 if form.errors else 200


@bp.route("/programmas/<slug>/fasen/<int:phase_id>", methods=["GET", "POST"])
def edit_phase(slug: str, phase_id: int) -> ResponseReturnValue:
    programme = managed(slug)
    phase = get_phase(phase_id, programme)
    form = PhaseForm(obj=phase)
    if form.validate_on_submit():
        try:
            actions.edit_phase(
                phase,
                programme,
                name=form.name.data,
                motto=form.motto.data,
                starts_on=form.starts_on.data,
                ends_on=form.ends_on.data,
                by=current_actor,
            )
        except actions.OutsideProgramme:
            form.starts_on.errors = [_outside(programme)]
        else:
            flash(_("De fase is opgeslagen."))
            return redirect(url_for("programmes.manage", slug=slug), 303)
    page = render_template("programmes/phase.html", form=form, programme=programme, phase=phase, bare=Form())
    return page, 422 if form.errors else 200


@bp.post("/programmas/<slug>/fasen/<int:phase_id>/verwijdering")
def remove_phase(slug: str, phase_id: int) -> ResponseReturnValue:
    programme = managed(slug)
    try:
        actions.remove_phase(get_phase(phase_id, programme), programme, by=current_actor)
    except actions.PhaseInUse:
        flash(_("Over deze fase is een leergeschiedenis gemaakt. Daarom blijft de fase staan."), "error")
    else:
        flash(_("De fase is verwijderd."))
    return redirect(url_for("programmes.manage", slug=slug), 303)


def _outside(programme: Programme) -> str:
    return str(
        _(
            "Kies dagen binnen het programma: van %(first)s tot en met %(last)s.",
            first=show_day(programme.starts_on, locale()),
            last=show_day(programme.ends_on, locale()),
        )
    )
