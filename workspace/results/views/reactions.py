"""One tap at news."""

import json

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.addresses import address_of_initiative
from workspace.initiatives.models import Initiative
from workspace.initiatives.queries.page import UPDATES_AT_ONCE
from workspace.results import policy
from workspace.results.actions import react, take_reaction_back
from workspace.results.forms import ReactionForm
from workspace.results.models import ReactionKind
from workspace.results.queries import get_initiative_of_news, is_latest, read_around_news
from workspace.results.views.blueprint import bp
from workspace.web import actor_here, current_actor, wants_fragment


@bp.post("/nieuws/<int:update_id>/reactie")
def send(update_id: int) -> ResponseReturnValue:
    """React to news, react otherwise, or take one's reaction back."""
    initiative = get_initiative_of_news(update_id, seen_by=current_actor)
    form = ReactionForm()
    if not form.validate_on_submit():
        abort(422)
    kind = form.wanted()
    if kind is None:
        take_reaction_back(update_id, initiative, by=current_actor)
        return _answer(update_id, initiative, _("Uw reactie is ingetrokken."))
    react(update_id, initiative, kind, by=current_actor)
    return _answer(update_id, initiative, _("Dank u. Uw reactie telt mee."))


def _answer(update_id: int, initiative: Initiative, said: str) -> ResponseReturnValue:
    if not wants_fragment():
        return redirect(_place_of(update_id, initiative), 303)
    around = read_around_news(initiative, [update_id], seen_by=actor_here())
    fragment = render_template(
        "results/_reactions.html",
        initiative=initiative,
        update_id=update_id,
        around=around.parts[update_id],
        kinds=tuple(ReactionKind),
        may_react=policy.may_react(actor_here(), initiative),
        reaction_form=ReactionForm(formdata=None),
    )
    return fragment, 200, {"HX-Trigger": json.dumps({"announce": said})}


def _place_of(update_id: int, initiative: Initiative) -> str:
    """Return where this news stands: on the page of its initiative, or among older news."""
    if is_latest(update_id, initiative, at_most=UPDATES_AT_ONCE):
        page = address_of_initiative(initiative.id, initiative.title)
    else:
        page = url_for("initiatives.news", initiative_id=initiative.id, voor=update_id + 1)
    return f"{page}#nieuws-{update_id}"
