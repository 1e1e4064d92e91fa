"""What nobody carries in a programme, and looking for somebody who will."""

from itertools import groupby

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.forms import Form
from workspace.leaving import policy
from workspace.leaving.actions import MovedOn
from workspace.leaving.forms import AskForm
from workspace.leaving.models import Carried
from workspace.leaving.queries.departures import has_manager
from workspace.leaving.queries.takers import coordinated_by, list_takers
from workspace.leaving.queries.things import Thing, list_unowned
from workspace.leaving.views.blueprint import ask, bp, kind_of, prefix_of
from workspace.programmes.models import Programme
from workspace.programmes.queries.programmes import get_programme
from workspace.web import current_actor


@bp.get("/programmas/<slug>/zonder-trekker")
def unowned(slug: str) -> ResponseReturnValue:
    return _page(_programme(slug))


@bp.post("/programmas/<slug>/zonder-trekker/<kind>/<int:subject_id>")
def look_for(slug: str, kind: str, subject_id: int) -> ResponseReturnValue:
    """Ask somebody to carry one thing that nobody carries now."""
    programme = _programme(slug)
    key = (kind_of(kind), subject_id)
    thing = next((each for each in list_unowned(programme.id) if each.key == key), None)
    if thing is None:
        return _page(programme, moved_on=True), 409
    require(policy.may_hand_on(current_actor, thing))
    form = _forms([thing], sent=True)[thing.key]
    try:
        if not form.validate_on_submit() or not ask(thing, form):
            return _page(programme, failed=form), 422
    except MovedOn:
        return _page(programme, moved_on=True), 409
    flash(_("Gevraagd. Het staat hier tot iemand ja zegt."))
    return redirect(url_for("leaving.unowned", slug=slug), 303)


def _programme(slug: str) -> Programme:
    programme = get_programme(slug, seen_by=current_actor)
    require(policy.may_see_unowned(current_actor, programme.id))
    return programme


def _forms(things: list[Thing], *, sent: bool = False) -> dict[tuple[Carried, int | None], AskForm]:
    places = list_takers(things, participants_of=coordinated_by(things, current_actor))
    forms = {}
    for thing in things:
        forms[thing.key] = AskForm(prefix=prefix_of(thing), **({} if sent else {"formdata": None}))
        forms[thing.key].offer([places[thing.key]])
    return forms


def _page(programme: Programme, *, failed: AskForm | None = None, moved_on: bool = False) -> str:
    things = list_unowned(programme.id)
    open_things = [
        thing
        for thing in things
        if thing.subject_id and not thing.is_under_way and policy.may_hand_on(current_actor, thing)
    ]
    forms = _forms(open_things)
    for key, form in forms.items():
        if failed is not None and failed._prefix == form._prefix:
            forms[key] = failed
    return render_template(
        "leaving/unowned.html",
        programme=programme,
        kinds=[
            (kind, [(thing, forms.get(thing.key)) for thing in group])
            for kind, group in groupby(things, key=lambda thing: thing.kind)
        ],
        number=len(things),
        has_manager=has_manager(programme.id),
        failed=failed,
        moved_on=moved_on,
        bare=Form(formdata=None),
    )
