"""Who sees who does the work, and who agrees on a trial without its lead. Pure (domain/borging.md)."""

from typing import Protocol

from workspace.access import Actor
from workspace.independence.models import TrialSide
from workspace.initiatives.models import Visibility
from workspace.initiatives.policy import Subject, is_own, steers_it


class Proposed(Protocol):
    """A trial that somebody of one side proposed."""

    @property
    def proposed_by_id(self) -> int: ...
    @property
    def proposed_as(self) -> TrialSide: ...


def may_see_independence(actor: Actor, initiative: Subject) -> bool:
    """It is about people's work: for insiders of the programme, its makers and its owner."""
    is_insider = initiative.programme_id in actor.insider_in
    return is_insider or is_own(actor, initiative) or initiative.owner_id in actor.represents


def may_see_names(actor: Actor, initiative: Subject) -> bool:
    """Who of the team did something is for insiders; others see the role."""
    return initiative.programme_id in actor.insider_in


def sides_of(actor: Actor, initiative: Subject) -> frozenset[TrialSide]:
    """Return for which sides of a trial this person can speak.

    Who steers it speaks for the programme. Its coordinator, its maker and who represents its owner carry it,
    unless they are in the programme team: then nobody else would be there to say yes.
    """
    is_team = initiative.programme_id in actor.team_of | actor.manages
    own = is_own(actor, initiative) and actor.takes_part_in(initiative.programme_id)
    carries = not is_team and (own or initiative.owner_id in actor.represents)
    held = ((TrialSide.PROGRAMME, steers_it(actor, initiative)), (TrialSide.CARRIER, carries))
    return frozenset(side for side, holds in held if holds)


def side_when_proposing(actor: Actor, initiative: Subject) -> TrialSide:
    """Return the side for which this person proposes: who can speak for both speaks as a carrier."""
    return TrialSide.CARRIER if TrialSide.CARRIER in sides_of(actor, initiative) else TrialSide.PROGRAMME


def may_propose_trial(actor: Actor, initiative: Subject) -> bool:
    return bool(sides_of(actor, initiative))


def may_agree_to_trial(actor: Actor, initiative: Subject, trial: Proposed) -> bool:
    """Somebody else than who proposed it, who speaks for the other side."""
    return actor.id != trial.proposed_by_id and trial.proposed_as.other in sides_of(actor, initiative)


def may_call_off_trial(actor: Actor, initiative: Subject) -> bool:
    """Anybody of either side, before the period or during it."""
    return bool(sides_of(actor, initiative))


def is_triable(initiative: Subject) -> bool:
    """Tell whether there is something to try: it goes on, and others see it."""
    return not initiative.stage.is_end and initiative.visibility != Visibility.DRAFT


def is_in_team(actor: Actor, initiative: Subject) -> bool:
    """Tell whether this person is one of those who keep their hands off during a trial."""
    return initiative.programme_id in actor.team_of | actor.manages
