"""What people do to an initiative with a partner, news and results: its page shows each at once."""

from pathlib import Path

from workspace.db import db
from workspace.initiatives import actions
from workspace.initiatives.queries.contents import get_initiative_to_edit
from workspace.results.actions import Counted, add_result, react, take_reaction_back
from workspace.results.models import ReactionKind
from workspace.times import today


def say_what_is_needed(it, by, others):
    actions.add_partner(it, it.organisation_id, part="Koken", by=by)
    db.session.flush()
    it = get_initiative_to_edit(it.id, seen_by=by)
    (partner,) = it.partners
    actions.say_input(it, partner, actions.Input(needs="Grote pannen"), part="Zaal", by=others["rik"])


def count_guests(it, by, others):
    add_result(it, Counted("Soepavond", 2400, "gasten", today()), by=by)


def thank(it, by, others):
    update = actions.post_update(it, body="Het was druk.", folder=Path(), by=by)
    react(update.id, it, ReactionKind.THANKS, by=others["nico"])
    react(update.id, it, ReactionKind.LOVELY, by=others["petra"])
    take_reaction_back(update.id, it, by=others["petra"])
