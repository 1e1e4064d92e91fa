"""Pages of the money and staff of a programme."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.forms import Form
from workspace.programmes.actions import means as actions
from workspace.programmes.forms import MeansForm, show_cents, show_hundredths
from workspace.programmes.queries.programmes import get_means
from workspace.programmes.views.blueprint import bp, managed_by_manager
from workspace.web import current_actor


@bp.route("/programmas/<slug>/middelen/nieuw", methods=["GET", "POST"])
def new_means(slug: str) -> ResponseReturnValue:
    programme = managed_by_manager(slug)
    form = MeansForm()
    if form.validate_on_submit():
        try:
            actions.add_means(
                programme,
                year=form.year.data,
                money_cents=form.money_cents(),
                fte_hundredths=form.fte_hundredths(),
                by=current_actor,
            )
        except actions.YearTaken:
            form.year.errors = [
                _("Dit jaar is al ingevuld. Kies een ander jaar, of verander het bedrag daar.")
            ]
        else:
            flash(_("De middelen voor %(year)s zijn opgeslagen.", year=form.year.data))
            return redirect(url_for("programmes.manage", slug=slug), 303)
    page = render_template("programmes/means.html", form=form, programme=programme, year=None, bare=Form())
    return page, 422 if form.errors else 200


@bp.route("/programmas/<slug>/middelen/<int:year>", methods=["GET", "POST"])
def edit_means(slug: str, year: int) -> ResponseReturnValue:
    programme = managed_by_manager(slug)
    means = get_means(year, programme)
    form = MeansForm(
        data={"money": show_cents(means.money_cents), "fte": show_hundredths(means.fte_hundredths)}
    )
    del form.year
    if form.validate_on_submit():
        actions.change_means(
            means,
            programme,
            money_cents=form.money_cents(),
            fte_hundredths=form.fte_hundredths(),
            by=current_actor,
        )
        flash(_("De middelen voor %(year)s zijn opgeslagen.", year=year))
        return redirect(url_for("programmes.manage", slug=slug), 303)
    page = render_template("programmes/means.html", form=form, programme=programme, year=year, bare=Form())
    return page, 422 if form.errors else 200


@bp.post("/programmas/<slug>/middelen/<int:year>/verwijdering")
def remove_means(slug: str, year: int) -> ResponseReturnValue:
    programme = managed_by_manager(slug)
    actions.remove_means(get_means(year, programme), programme, by=current_actor)
    flash(_("De middelen voor %(year)s zijn verwijderd.", year=year))
    return redirect(url_for("programmes.manage", slug=slug), 303)
