"""Who may hold a borgingsscan, answer it, and see to what follows. Pure (domain/roles.md).

It belongs to borging: who may change an aspect opens and closes it. Who takes part answers it, so that it is
not only the view of those who lead: insiders of the programme, residents who joined, its makers. The council
advises and stands aside. Others see the outcome, as they see how the borging stands.
"""

from workspace.access import Actor
from workspace.borging.policy import Claimed, answers_for, may_change_aspects
from workspace.initiatives.models import Visibility
from workspace.initiatives.policy import Subject, is_own


def is_scannable(initiative: Subject) -> bool:
    """Tell whether there is something to scan: it goes on, and others see it."""
    return not initiative.stage.is_end and initiative.visibility != Visibility.DRAFT


def may_open_scan(actor: Actor, initiative: Subject) -> bool:
    return is_scannable(initiative) and may_change_aspects(actor, initiative)


def may_close_scan(actor: Actor, initiative: Subject) -> bool:
    """Closing stays possible when the initiative ended meanwhile."""
    return may_change_aspects(actor, initiative)


def may_answer_scan(actor: Actor, initiative: Subject, *, has_joined: bool) -> bool:
    """Insiders but the council, residents who joined, its makers, and who represents its owner."""
    is_insider = initiative.programme_id in actor.talks_among_partners_in
    is_owner = initiative.owner_id in actor.represents
    takes_part = (has_joined or is_own(actor, initiative)) and actor.takes_part_in(initiative.programme_id)
    return is_scannable(initiative) and (is_insider or is_owner or takes_part)


def may_set_step(actor: Actor, initiative: Subject) -> bool:
    return may_change_aspects(actor, initiative)


def may_finish_step(actor: Actor, initiative: Subject, step: Claimed) -> bool:
    """Who sees to it, in person or for their organisation, or who may change the aspects."""
    return may_change_aspects(actor, initiative) or answers_for(actor, step)
