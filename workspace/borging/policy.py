"""Who may change the picture of borging, and who may confirm it. Pure (domain/roles.md)."""

from typing import Protocol

from workspace.access import Actor
from workspace.initiatives.policy import Subject, is_own


class Claimed(Protocol):
    """Who answers for an aspect: a BorgingAspect, or a row with these columns."""

    @property
    def organisation_id(self) -> int | None: ...
    @property
    def person_id(self) -> int | None: ...


def may_change_aspects(actor: Actor, initiative: Subject) -> bool:
    """Partners their own; representatives, municipality and province those of their organisation."""
    programme_id, organisation_id = initiative.programme_id, initiative.organisation_id
    partners_own = programme_id in actor.partner_in and is_own(actor, initiative)
    officials = programme_id in actor.municipality_in | actor.province_in
    officials_own = officials and actor.organisation_in.get(programme_id) == organisation_id is not None
    steers = (
        initiative.board_id in actor.leads or programme_id in actor.team_of or programme_id in actor.manages
    )
    return partners_own or organisation_id in actor.represents or officials_own or steers


def answers_for(actor: Actor, aspect: Claimed) -> bool:
    """Tell whether this person, or an organisation they may commit, answers for an aspect."""
    in_person = actor.id is not None and aspect.person_id == actor.id
    return in_person or aspect.organisation_id in actor.represents


def may_confirm_aspect(actor: Actor, initiative: Subject, aspect: Claimed) -> bool:
    """Somebody responsible says that a claim still holds."""
    return may_change_aspects(actor, initiative) or answers_for(actor, aspect)


def may_confirm_carry(actor: Actor, initiative: Subject) -> bool:
    """Only a representative of the organisation that started it says that it carries it itself."""
    return initiative.organisation_id in actor.represents


def may_repair(actor: Actor) -> bool:
    return actor.is_admin
