"""Pages on which a programme team keeps the cores of its municipalities."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.areas import actions, policy, queries
from workspace.areas.forms import CoreForm
from workspace.areas.models import Area, AreaKind
from workspace.web import READING, current_actor

bp = Blueprint("areas", __name__)


@bp.get("/gebieden")
def index() -> ResponseReturnValue:
    municipalities = queries.list_municipalities_of(current_actor)
    require(bool(municipalities))
    return render_template("areas/index.html", municipalities=municipalities)


@bp.get("/gebieden/<int:area_id>")
def show(area_id: int) -> ResponseReturnValue:
    area = _municipality(area_id)
    return render_template(
        "areas/show.html",
        area=area,
        cores=queries.list_cores(area.id),
        fixed=queries.cores_used_by_others(area, current_actor.team_of),
    )


@bp.route("/gebieden/<int:area_id>/kernen/nieuw", methods=["GET", "POST"])
def new(area_id: int) -> ResponseReturnValue:
    area = _municipality(area_id)
    form = CoreForm()
    if form.validate_on_submit():
        try:
            actions.add_core(area, name=form.name.data, by=current_actor)
        except actions.NameTaken:
            form.name.errors = [_("Deze kern is er al. Kies een andere naam.")]
        else:
            flash(_("De kern %(name)s is toegevoegd.", name=form.name.data))
            return redirect(url_for("areas.show", area_id=area.id), 303)
    return _form_page(area, form, _("Kern toevoegen"))


@bp.route("/gebieden/<int:area_id>/kernen/<int:core_id>", methods=["GET", "POST"])
def edit(area_id: int, core_id: int) -> ResponseReturnValue:
    area = _municipality(area_id)
    core = queries.get_core(core_id, area, seen_by=current_actor)
    used_by = queries.programmes_using(core)
    require(policy.may_rename_core(current_actor, queries.programmes_over(area), used_by))
    form = CoreForm(obj=core)
    if form.validate_on_submit():
        try:
            actions.rename_core(core, area, name=form.name.data, by=current_actor)
        except actions.NameTaken:
            form.name.errors = [_("Deze kern is er al. Kies een andere naam.")]
        else:
            flash(_("De nieuwe naam is opgeslagen."))
            return redirect(url_for("areas.show", area_id=area.id), 303)
    return _form_page(area, form, _("Kern een andere naam geven"))


def _municipality(area_id: int) -> Area:
    changing = request.method not in READING
    area = queries.get_area(area_id, current_actor, AreaKind.MUNICIPALITY, to_change=changing)
    require(policy.may_manage_cores(current_actor, queries.programmes_over(area)))
    return area


def _form_page(area: Area, form: CoreForm, heading: str) -> ResponseReturnValue:
    page = render_template("areas/form.html", area=area, form=form, heading=heading)
    return page, 422 if form.errors else 200
