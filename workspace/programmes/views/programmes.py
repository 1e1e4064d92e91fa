"""Starting a programme, its management page, its facts and who sees it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.areas.models import AreaKind
from workspace.areas.queries import get_area, list_areas
from workspace.boards.queries.boards import list_boards_to_manage
from workspace.errors import conflict_page
from workspace.organisations.queries import governments_represented
from workspace.programmes.actions import programmes as actions
from workspace.programmes.forms import OpennessForm, ProgrammeForm, in_euros, in_jobs
from workspace.programmes.models import Openness, Programme
from workspace.programmes.policy import may_manage_means_and_team, may_start_programme
from workspace.programmes.queries.partners import list_partners
from workspace.programmes.queries.programmes import list_means, list_phases
from workspace.programmes.queries.team import list_team
from workspace.programmes.views.blueprint import bp, managed
from workspace.web import current_actor, sensitive

KINDS = (AreaKind.PROVINCE, AreaKind.MUNICIPALITY)


@bp.route("/programmas/nieuw", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    governments = governments_represented(current_actor)
    require(may_start_programme(current_actor, frozenset(one.id for one in governments)))
    form = ProgrammeForm()
    form.offer(list_areas(*KINDS))
    if form.validate_on_submit():
        programme = actions.start_programme(
            name=form.name.data,
            summary=form.summary.data,
            motto=form.motto.data,
            area=get_area(int(form.area.data), current_actor, *KINDS),
            starts_on=form.starts_on.data,
            ends_on=form.ends_on.data,
            shares_with_province=form.shares_with_province.data,
            response_days=form.response_days.data,
            governments=governments,
            by=current_actor,
        )
        flash(_("Het programma is gemaakt. U bent de programmamanager. Alleen partners zien het nog."))
        return redirect(url_for("programmes.manage", slug=programme.slug), 303)
    page = render_template("programmes/new.html", form=form)
    return page, 422 if form.errors else 200


@bp.get("/programmas/<slug>/beheer")
def manage(slug: str) -> ResponseReturnValue:
    programme = managed(slug)
    return render_template(
        "programmes/manage.html",
        programme=programme,
        boards=list_boards_to_manage(programme, seen_by=current_actor),
        partners=list_partners(programme),
        phases=list_phases(programme),
        means=[
            (row.year, in_euros(row.money_cents), in_jobs(row.fte_hundredths))
            for row in list_means(programme)
        ],
        team=list_team(programme),
        is_manager=may_manage_means_and_team(current_actor, programme.id),
        is_public=programme.openness == Openness.PUBLIC,
    )


@bp.route("/programmas/<slug>/gegevens", methods=["GET", "POST"])
def edit(slug: str) -> ResponseReturnValue:
    programme = managed(slug)
    form = _form_of(programme)
    if form.validate_on_submit():
        if form.is_stale(programme.version):
            return conflict_page(form, stored=_form_of(programme, formdata=None))
        actions.edit_programme(
            programme,
            name=form.name.data,
            summary=form.summary.data,
            motto=form.motto.data,
            area_id=int(form.area.data),
            starts_on=form.starts_on.data,
            ends_on=form.ends_on.data,
            shares_with_province=form.shares_with_province.data,
            response_days=form.response_days.data,
            by=current_actor,
        )
        flash(_("De gegevens zijn opgeslagen."))
        return redirect(url_for("programmes.manage", slug=slug), 303)
    page = render_template("programmes/edit.html", form=form, programme=programme)
    return page, 422 if form.errors else 200


@bp.route("/programmas/<slug>/openbaarheid", methods=["GET", "POST"])
@sensitive("it opens or closes a whole programme to everybody")
def openness(slug: str) -> ResponseReturnValue:
    programme = managed(slug)
    form = OpennessForm(data={"openness": programme.openness.value})
    if form.validate_on_submit():
        actions.set_openness(programme, openness=Openness(form.openness.data), by=current_actor)
        is_public = programme.openness == Openness.PUBLIC
        flash(
            _("Iedereen ziet nu dit programma.") if is_public else _("Alleen partners zien nu dit programma.")
        )
        return redirect(url_for("programmes.manage", slug=slug), 303)
    page = render_template("programmes/openness.html", form=form, programme=programme)
    return page, 422 if form.errors else 200


def _form_of(programme: Programme, **options: None) -> ProgrammeForm:
    form = ProgrammeForm(
        data={
            "name": programme.name,
            "summary": programme.summary,
            "motto": programme.motto,
            "area": str(programme.area_id),
            "starts_on": programme.starts_on,
            "ends_on": programme.ends_on,
            "shares_with_province": programme.shares_with_province,
            "response_days": programme.response_days,
            "version": programme.version,
        },
        **options,
    )
    form.offer(list_areas(*KINDS, besides=programme.area_id))
    return form
