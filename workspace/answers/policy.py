"""Who answers a question for an organisation, and who sees to it. Pure (domain/roles.md)."""

from typing import Protocol

from workspace.access import Actor, Role
from workspace.organisations.models import OrganisationKind


class Asked(Protocol):
    """A question to an organisation: a Question, or what has these."""

    @property
    def programme_id(self) -> int: ...
    @property
    def organisation_id(self) -> int: ...
    @property
    def organisation_kind(self) -> OrganisationKind: ...


def answers_as(actor: Actor, question: Asked) -> tuple[Role, int | None] | None:
    """Return the role and the organisation for which this person may answer officially, or None.

    Officials answer for their own municipality or province, others when they represent the organisation; the
    programme manager answers for the programme. A kartrekker, the team and other members do not.
    """
    asked, programme_id = question.organisation_id, question.programme_id
    works_there = asked in actor.member_of
    kind = question.organisation_kind
    of_municipality = kind == OrganisationKind.MUNICIPALITY and programme_id in actor.municipality_in
    of_province = kind == OrganisationKind.PROVINCE and programme_id in actor.province_in
    roles: tuple[tuple[Role, int | None, bool], ...] = (
        (Role.MUNICIPALITY, asked, works_there and of_municipality),
        (Role.PROVINCE, asked, works_there and of_province),
        (Role.REPRESENTATIVE, asked, asked in actor.represents),
        (Role.MANAGER, None, programme_id in actor.manages),
    )
    return next(((role, organisation) for role, organisation, holds in roles if holds), None)


def may_answer(actor: Actor, question: Asked) -> bool:
    """The row "answer officially for the organisation" of the table of rights."""
    return actor.id is not None and answers_as(actor, question) is not None


def may_ask_more_time(actor: Actor, question: Asked) -> bool:
    """More time is a promise of the organisation, as an answer is."""
    return may_answer(actor, question)


def may_send_on(actor: Actor, question: Asked) -> bool:
    """Saying that a question is for somebody else is an answer of the organisation too."""
    return may_answer(actor, question)


def may_take_up(actor: Actor, question: Asked) -> bool:
    """Whoever belongs to the organisation that was asked can see to it."""
    return actor.id is not None and question.organisation_id in actor.member_of


def may_take_over(actor: Actor, question: Asked, *, asked_id: int) -> bool:
    """Whom a colleague asked to see to it in their place."""
    return actor.id == asked_id and may_take_up(actor, question)


def may_give(actor: Actor, question: Asked) -> bool:
    """Tell whether this person may ask a colleague to see to it: the representative, and the manager.

    A programme does not know who belongs to a province (organisations.policy.may_see_members).
    """
    is_province = question.organisation_kind == OrganisationKind.PROVINCE
    manages = question.programme_id in actor.manages and not is_province
    return question.organisation_id in actor.represents or manages
