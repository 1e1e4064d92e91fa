"""Supporting an initiative, joining it, and taking both back."""

import json

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.addresses import address_of_initiative
from workspace.forms import ButtonForm
from workspace.initiatives import policy
from workspace.initiatives.actions import (
    join_initiative,
    leave_initiative,
    support_initiative,
    withdraw_support,
)
from workspace.initiatives.forms.taking_part import JoinForm
from workspace.initiatives.models import Initiative
from workspace.initiatives.queries import get_initiative
from workspace.initiatives.queries.page import read_surroundings
from workspace.initiatives.views.blueprint import bp
from workspace.initiatives.views.page import may_try, support_parts
from workspace.web import current_actor, public, wants_fragment


@bp.post("/initiatieven/<int:initiative_id>/steun")
def support(initiative_id: int) -> ResponseReturnValue:
    initiative = get_initiative(initiative_id, seen_by=current_actor)
    added = support_initiative(initiative, by=current_actor)
    return _support_answer(initiative, initiative.supporters + added, _("U steunt dit initiatief."))


@bp.post("/initiatieven/<int:initiative_id>/steun/intrekking")
def withdraw(initiative_id: int) -> ResponseReturnValue:
    initiative = get_initiative(initiative_id, seen_by=current_actor)
    removed = withdraw_support(initiative, by=current_actor)
    return _support_answer(initiative, initiative.supporters - removed, _("Uw steun is ingetrokken."))


@bp.get("/initiatieven/<int:initiative_id>/deelname")
@public("people write first and sign in after")
def joining(initiative_id: int) -> ResponseReturnValue:
    initiative = get_initiative(initiative_id, seen_by=current_actor)
    place = read_surroundings(initiative, seen_by=current_actor).place
    require(place is not None or may_try(initiative, current_actor, policy.may_join))
    return _join_page(initiative, JoinForm(data=place._asdict() if place else None), bool(place))


@bp.post("/initiatieven/<int:initiative_id>/deelname")
def join(initiative_id: int) -> ResponseReturnValue:
    initiative = get_initiative(initiative_id, seen_by=current_actor)
    require(policy.may_join(current_actor, initiative))
    form = JoinForm()
    if not form.validate_on_submit():
        return _join_page(initiative, form, False), 422
    join_initiative(
        initiative,
        hours_a_month=form.hours_a_month.data,
        skills=form.skills.data,
        note=form.note.data,
        shares_email=form.shares_email.data,
        by=current_actor,
    )
    return redirect(url_for("initiatives.joined", initiative_id=initiative.id), 303)


@bp.get("/initiatieven/<int:initiative_id>/deelname/bevestiging")
def joined(initiative_id: int) -> ResponseReturnValue:
    """Say what happens now, and when."""
    initiative = get_initiative(initiative_id, seen_by=current_actor)
    address = address_of_initiative(initiative.id, initiative.title)
    place = read_surroundings(initiative, seen_by=current_actor).place
    if place is None:
        return redirect(address, 303)
    return render_template("initiatives/joined.html", initiative=initiative, address=address, place=place)


@bp.post("/initiatieven/<int:initiative_id>/deelname/intrekking")
def leave(initiative_id: int) -> ResponseReturnValue:
    initiative = get_initiative(initiative_id, seen_by=current_actor)
    leave_initiative(initiative, by=current_actor)
    return redirect(address_of_initiative(initiative.id, initiative.title), 303)


def _support_answer(initiative: Initiative, count: int, said: str) -> ResponseReturnValue:
    if not wants_fragment():
        return redirect(f"{address_of_initiative(initiative.id, initiative.title)}#steun", 303)
    supports = read_surroundings(initiative, seen_by=current_actor).supports
    parts = support_parts(initiative, supports=supports, count=count)
    fragment = render_template("initiatives/_support.html", initiative=initiative, support=parts)
    return fragment, 200, {"HX-Trigger": json.dumps({"announce": said})}


def _join_page(initiative: Initiative, form: JoinForm, has_place: bool) -> str:
    return render_template(
        "initiatives/join.html",
        initiative=initiative,
        form=form,
        has_place=has_place,
        leave_form=ButtonForm(formdata=None),
        address=address_of_initiative(initiative.id, initiative.title),
    )
