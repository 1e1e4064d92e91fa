"""Everything that somebody who leaves carries, and asking others to take it over."""

from collections.abc import Sequence
from typing import NamedTuple

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from workspace.access import require
from workspace.forms import Form
from workspace.leaving import policy
from workspace.leaving.actions import MovedOn, take_back
from workspace.leaving.forms import AskForm
from workspace.leaving.models import Departure
from workspace.leaving.queries.departures import Given, carried_within, get_departure, list_given
from workspace.leaving.queries.roles import list_programmes_without_manager
from workspace.leaving.queries.sight import seen_among
from workspace.leaving.queries.takers import coordinated_by, list_takers
from workspace.leaving.queries.things import Thing, find_thing
from workspace.leaving.queries.transfers import get_transfer
from workspace.leaving.views.blueprint import ask, ask_for_all, bp, kind_of, prefix_of
from workspace.times import today
from workspace.web import current_actor, same_site_path


class Line(NamedTuple):
    """Something that is still carried, and the form to hand it on if this person may."""

    thing: Thing
    form: AskForm | None
    may_take_back: bool


class Seen(NamedTuple):
    """What one person sees of a departure."""

    departure: Departure
    carried: list[Thing]
    given: list[Given]


@bp.get("/vertrek/<int:departure_id>")
def departure(departure_id: int) -> ResponseReturnValue:
    return _page(_seen(departure_id))


@bp.post("/vertrek/<int:departure_id>/vraag/<kind>/<int:subject_id>")
def ask_for(departure_id: int, kind: str, subject_id: int) -> ResponseReturnValue:
    """Ask somebody to take over one thing."""
    seen = _seen(departure_id)
    key = (kind_of(kind), subject_id)
    thing = next((each for each in seen.carried if each.key == key), None)
    if thing is None:
        return _page(seen, moved_on=True), 409
    require(policy.may_hand_on(current_actor, thing))
    form = _form_for(thing, sent=True)
    try:
        if not form.validate_on_submit() or not ask(thing, form, departure_id=departure_id):
            return _page(seen, failed=form), 422
    except MovedOn:
        return _page(seen, moved_on=True), 409
    flash(_("Gevraagd. U ziet hier het antwoord."))
    return redirect(url_for("leaving.departure", departure_id=departure_id), 303)


@bp.post("/vertrek/<int:departure_id>/vragen")
def ask_for_everything(departure_id: int) -> ResponseReturnValue:
    """Ask one person, or put in one inbox, all that fits and that nobody was asked for yet."""
    seen = _seen(departure_id)
    things = _to_hand_on(seen)
    require(bool(things) or current_actor.id == seen.departure.user_id)
    form = _form_for_all(things, sent=True)
    answer = ask_for_all(things, form, departure_id=departure_id) if form.validate_on_submit() else None
    if answer is None:
        return _page(seen, failed=form), 422
    asked, unfit = answer
    flash(ngettext("%(num)d ding gevraagd.", "%(num)d dingen gevraagd.", asked))
    if unfit:
        flash(
            ngettext(
                "%(num)d ding past niet bij deze keuze. Kies daarvoor iemand anders.",
                "%(num)d dingen passen niet bij deze keuze. Kies daarvoor iemand anders.",
                unfit,
            ),
            "info",
        )
    return redirect(url_for("leaving.departure", departure_id=departure_id), 303)


@bp.post("/overdrachten/<int:transfer_id>/intrekking")
def take_back_question(transfer_id: int) -> ResponseReturnValue:
    """Stop asking, for who asked or might have asked instead."""
    transfer = get_transfer(transfer_id)
    thing = find_thing(transfer.kind, transfer.subject_id, carrier_id=transfer.from_user_id)
    if not policy.may_take_back(current_actor, transfer, thing):
        abort(404)
    try:
        take_back(transfer, by=current_actor)
    except MovedOn:
        return render_template("leaving/moved_on.html"), 409
    flash(_("De vraag is ingetrokken."))
    if transfer.departure_id is not None:
        return redirect(url_for("leaving.departure", departure_id=transfer.departure_id), 303)
    slug = thing.programme_slug if thing else None
    target = url_for("leaving.unowned", slug=slug) if slug else url_for("leaving.mine")
    return redirect(same_site_path(target), 303)


def _seen(departure_id: int) -> Seen:
    """Return what this person sees of a departure: who leaves all, others what they answer for; else 404."""
    departure = get_departure(departure_id)
    carried, given = seen_among(carried_within(departure), current_actor), _given(departure)
    if current_actor.id == departure.user_id:
        return Seen(departure, carried, given)
    carried = [thing for thing in carried if policy.may_see_carried(current_actor, thing)]
    given = [one for one in given if one.thing and policy.may_see_carried(current_actor, one.thing)]
    if not (carried or given or policy.may_change_departure(current_actor, departure)):
        abort(404)
    return Seen(departure, carried, given)


def _given(departure: Departure) -> list[Given]:
    """Return what was handed on, without the things that this person may not know about."""
    given = list_given(departure)
    in_sight = {thing.key for thing in seen_among([one.thing for one in given if one.thing], current_actor)}
    return [one if one.thing and one.thing.key in in_sight else one._replace(thing=None) for one in given]


def _to_hand_on(seen: Seen) -> list[Thing]:
    """Return what nobody was asked for yet and this person may hand on."""
    return [
        thing for thing in seen.carried if not thing.is_under_way and policy.may_hand_on(current_actor, thing)
    ]


def _form_for(thing: Thing, *, sent: bool = False) -> AskForm:
    return _forms([thing], sent=sent)[0]


def _forms(things: Sequence[Thing], *, sent: bool = False) -> list[AskForm]:
    options = {} if sent else {"formdata": None}
    places = list_takers(things, participants_of=coordinated_by(things, current_actor))
    forms = [AskForm(prefix=prefix_of(thing), **options) for thing in things]
    for thing, form in zip(things, forms, strict=True):
        form.offer([places[thing.key]])
    return forms


def _form_for_all(things: Sequence[Thing], *, sent: bool = False) -> AskForm:
    form = AskForm(prefix="alles-", **({} if sent else {"formdata": None}))
    form.offer(list_takers(things, participants_of=coordinated_by(things, current_actor)).values())
    return form


def _page(seen: Seen, *, failed: AskForm | None = None, moved_on: bool = False) -> str:
    if moved_on:
        seen = _seen(seen.departure.id)
    open_things = _to_hand_on(seen)
    forms = dict(zip((thing.key for thing in open_things), _forms(open_things), strict=True))
    for key, form in forms.items():
        if failed is not None and failed._prefix == form._prefix:
            forms[key] = failed
    for_all = _form_for_all(open_things) if len(open_things) > 1 else None
    if failed is not None and failed._prefix == "alles-":
        for_all = failed
    departure = seen.departure
    return render_template(
        "leaving/departure.html",
        departure=departure,
        is_self=current_actor.id == departure.user_id,
        lines=[
            Line(
                thing,
                forms.get(thing.key),
                thing.is_under_way and policy.may_hand_on(current_actor, thing),
            )
            for thing in seen.carried
        ],
        given=seen.given,
        total=len(seen.carried) + len(seen.given),
        for_all=for_all,
        failed=failed,
        only_ones=[thing for thing in seen.carried if thing.is_only_one and not thing.is_under_way],
        unmanaged=list_programmes_without_manager(departure),
        has_left=departure.last_day < today(),
        may_change=policy.may_change_departure(current_actor, departure) and departure.last_day >= today(),
        moved_on=moved_on,
        bare=Form(formdata=None),
    )
