"""Announcing that somebody leaves: one's own page, for somebody else, changing it and taking it back."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.errors import conflict_page
from workspace.forms import Form
from workspace.leaving import policy
from workspace.leaving.actions import (
    AlreadyAnnounced,
    AlreadyLeft,
    DayHasPassed,
    announce_departure,
    change_departure,
    withdraw_departure,
)
from workspace.leaving.forms import DepartureForm
from workspace.leaving.models import Departure
from workspace.leaving.queries.departures import (
    get_departure,
    get_person,
    list_departures_near,
    list_scopes,
)
from workspace.leaving.queries.sight import seen_among
from workspace.leaving.queries.things import list_carried
from workspace.leaving.views.blueprint import bp
from workspace.web import READING, current_actor


@bp.route("/vertrek", methods=["GET", "POST"])
def mine() -> ResponseReturnValue:
    """Show what this person announced and carries, and let them announce that they leave."""
    me = current_actor.signed_in_id()
    form = DepartureForm()
    form.offer(list_scopes(me, announced_by=current_actor), everything=True)
    if form.validate_on_submit():
        departure = _announce(form, me)
        if departure is not None:
            flash(_("Uw vertrek is aangekondigd."))
            return redirect(url_for("leaving.departure", departure_id=departure.id), 303)
    own, others = list_departures_near(current_actor)
    page = render_template(
        "leaving/mine.html",
        form=form,
        departures=own,
        others=others,
        carried=seen_among(list_carried(me), current_actor),
    )
    return page, 422 if form.errors else 200


@bp.route("/vertrek/voor/<int:user_id>", methods=["GET", "POST"])
def announce_for(user_id: int) -> ResponseReturnValue:
    """Announce that somebody else leaves, for whoever answers for what they leave."""
    scopes = list_scopes(user_id, announced_by=current_actor)
    if not scopes:
        abort(404)
    person = get_person(user_id)
    form = DepartureForm()
    form.offer(scopes, everything=False)
    if form.validate_on_submit():
        departure = _announce(form, user_id)
        if departure is not None:
            flash(_("Het vertrek van %(name)s is aangekondigd.", name=person.name))
            return redirect(url_for("leaving.departure", departure_id=departure.id), 303)
    page = render_template("leaving/announce_for.html", form=form, person=person)
    return page, 422 if form.errors else 200


@bp.route("/vertrek/<int:departure_id>/wijziging", methods=["GET", "POST"])
def change(departure_id: int) -> ResponseReturnValue:
    """Change the last day or the words of an announcement."""
    departure = _to_change(departure_id)
    form = _form_of(departure)
    if form.validate_on_submit():
        if form.is_stale(departure.version):
            return conflict_page(form, stored=_form_of(departure, formdata=None))
        try:
            change_departure(departure, last_day=form.last_day.data, note=form.note.data, by=current_actor)
        except DayHasPassed:
            form.last_day.errors = [_passed()]
        except AlreadyLeft:
            return _too_late(departure)
        else:
            flash(_("De aankondiging is aangepast."))
            return redirect(url_for("leaving.departure", departure_id=departure_id), 303)
    page = render_template("leaving/change.html", form=form, departure=departure, bare=Form())
    return page, 422 if form.errors else 200


@bp.post("/vertrek/<int:departure_id>/intrekking")
def withdraw(departure_id: int) -> ResponseReturnValue:
    """Take an announcement back."""
    departure = _to_change(departure_id)
    try:
        withdraw_departure(departure, by=current_actor)
    except AlreadyLeft:
        return _too_late(departure)
    flash(_("De aankondiging is ingetrokken. Wat anderen al overnamen, blijft bij hen."))
    return redirect(url_for("leaving.mine"), 303)


def _announce(form: DepartureForm, user_id: int) -> Departure | None:
    scope = form.scope.data
    number = int(scope[1:]) if scope != "alles" else None
    try:
        return announce_departure(
            user_id=user_id,
            organisation_id=number if scope[0] == "o" else None,
            programme_id=number if scope[0] == "p" else None,
            last_day=form.last_day.data,
            note=form.note.data,
            by=current_actor,
        )
    except DayHasPassed:
        form.last_day.errors = [_passed()]
    except AlreadyAnnounced:
        form.scope.errors = [_("Een ander heeft dit vertrek al aangekondigd. Vraag die om het te wijzigen.")]
    return None


def _to_change(departure_id: int) -> Departure:
    departure = get_departure(departure_id, to_change=request.method not in READING)
    if not policy.may_change_departure(current_actor, departure):
        require(current_actor.id != departure.user_id)
        abort(404)
    return departure


def _form_of(departure: Departure, **options: None) -> DepartureForm:
    said = {"last_day": departure.last_day, "note": departure.note, "version": departure.version}
    form = DepartureForm(data=said, **options)
    form.without_scope()
    return form


def _too_late(departure: Departure) -> ResponseReturnValue:
    return render_template("leaving/too_late.html", departure=departure), 409


def _passed() -> str:
    return str(_("Kies vandaag of een dag die nog komt."))
