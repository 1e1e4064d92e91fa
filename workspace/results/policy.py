"""Who counts what came of an initiative, and who reacts to its news. Pure (domain/roles.md)."""

from workspace.access import Actor
from workspace.initiatives.models import Visibility
from workspace.initiatives.policy import Subject, may_post_update


def may_tell_results(actor: Actor, initiative: Subject) -> bool:
    """Results are told, corrected and taken back by who tells the news."""
    return may_post_update(actor, initiative)


def may_react(actor: Actor, initiative: Subject) -> bool:
    """Whoever takes part reacts, as they support; also after the end, to say thanks."""
    return initiative.visibility != Visibility.DRAFT and actor.takes_part_in(initiative.programme_id)


def may_take_back(actor: Actor, initiative: Subject) -> bool:
    """Taking back one's own reaction is always possible."""
    return actor.id is not None
