"""Who may change the picture of borging, and who may confirm it. Pure (domain/roles.md)."""

from collections.abc import Collection
from typing import Protocol

from workspace.access import Actor
from workspace.initiatives.models import Visibility
from workspace.initiatives.policy import Subject, hands_off, is_own, steers_it


class Claimed(Protocol):
    """Who answers for an aspect: a BorgingAspect, or a row with these columns."""

    @property
    def organisation_id(self) -> int | None: ...
    @property
    def person_id(self) -> int | None: ...


class Offered(Protocol):
    """An offer to hand over: to whom, and who made or changed it."""

    @property
    def to_organisation_id(self) -> int: ...
    @property
    def offered_by(self) -> frozenset[int]: ...


def may_change_aspects(actor: Actor, initiative: Subject) -> bool:
    """Partners their own; representatives, municipality and province those of their organisation."""
    programme_id, organisation_id = initiative.programme_id, initiative.owner_id
    is_mine = is_own(actor, initiative) and not hands_off(actor, initiative)
    partners_own = programme_id in actor.partner_in and is_mine
    officials = programme_id in actor.municipality_in | actor.province_in
    officials_own = officials and actor.organisation_in.get(programme_id) == organisation_id is not None
    officials_own = officials_own and not hands_off(actor, initiative)
    is_owner = organisation_id in actor.represents
    return partners_own or is_owner or officials_own or steers_it(actor, initiative)


def answers_for(actor: Actor, aspect: Claimed) -> bool:
    """Tell whether this person, or an organisation they may commit, answers for an aspect."""
    in_person = actor.id is not None and aspect.person_id == actor.id
    return in_person or aspect.organisation_id in actor.represents


def may_confirm_aspect(actor: Actor, initiative: Subject, aspect: Claimed) -> bool:
    """Somebody responsible says that a claim still holds."""
    return may_change_aspects(actor, initiative) or answers_for(actor, aspect)


def may_take_over(actor: Actor, *, asked_id: int) -> bool:
    """Tell whether this is whom somebody asked who might give it; that person's right was asked for then."""
    return actor.id == asked_id


def may_confirm_carry(actor: Actor, initiative: Subject) -> bool:
    """Only a representative of the organisation that started it says that it carries it itself."""
    return initiative.owner_id in actor.represents


def may_offer_handover(actor: Actor, initiative: Subject) -> bool:
    """The programme offers: the theme lead of the board or the programme manager, not the whole team."""
    return initiative.board_id in actor.leads or initiative.programme_id in actor.manages


def is_offerable(initiative: Subject) -> bool:
    """Tell whether it can change hands: it goes on, others see it, and nobody took it over yet."""
    goes_on = not initiative.stage.is_end and initiative.visibility != Visibility.DRAFT
    return goes_on and initiative.carried_from is None


def may_see_handover(actor: Actor, initiative: Subject) -> bool:
    """What is handed over names people and conditions: it is for insiders, its makers and its owner."""
    is_insider = initiative.programme_id in actor.insider_in
    return is_insider or is_own(actor, initiative) or initiative.owner_id in actor.represents


def may_have_dossier(actor: Actor, initiative: Subject, *, asked: Collection[int]) -> bool:
    """Who sees what is handed over; and who represents an organisation that is `asked`, or said yes."""
    return may_see_handover(actor, initiative) or any(each in actor.represents for each in asked)


def may_answer_handover(actor: Actor, handover: Offered) -> bool:
    """A representative, today, of the organisation it is offered to; nobody who made the offer."""
    return handover.to_organisation_id in actor.represents and actor.id not in handover.offered_by


def may_let_team_edit(actor: Actor, initiative: Subject) -> bool:
    """The owner decides, after a handover, whether the programme team may go on changing it."""
    return initiative.is_handed_over and initiative.owner_id in actor.represents


def may_repair(actor: Actor) -> bool:
    return actor.is_admin
