"""Who may manage organisations and their members (the last but one row of the table of rights).

`programmes` are the programmes in which the organisation takes part today.
"""

from workspace.access import Actor
from workspace.organisations.models import Organisation, OrganisationKind


def may_manage_organisation(actor: Actor, organisation: Organisation, programmes: frozenset[int]) -> bool:
    """Tell whether this is a representative, of the team of a programme it takes part in, or administrator.

    A team does not decide who belongs to a province: its members see programmes of other municipalities too.
    """
    in_team = bool(actor.team_of & programmes) and organisation.kind != OrganisationKind.PROVINCE
    return organisation.id in actor.represents or in_team or actor.is_admin


def may_end_membership(
    actor: Actor, organisation: Organisation, programmes: frozenset[int], *, user_id: int
) -> bool:
    """Tell whether this person manages it, or gives up their own place: that asks nobody's leave."""
    return actor.id == user_id or may_manage_organisation(actor, organisation, programmes)


def may_take_over(actor: Actor, *, asked_id: int) -> bool:
    """Tell whether this is whom somebody asked who might give it; that person's right was asked for then."""
    return actor.id == asked_id


def may_commit_organisation(
    actor: Actor, organisation: Organisation, programmes: frozenset[int], *, is_represented: bool
) -> bool:
    """Tell whether this person may say that it takes part.

    That is its representative; while it has none, whoever manages it.
    """
    if is_represented:
        return organisation.id in actor.represents
    return may_manage_organisation(actor, organisation, programmes)


def may_add_organisation(actor: Actor) -> bool:
    """Tell whether this person may enter a new organisation: any programme team, or an administrator."""
    return bool(actor.team_of) or actor.is_admin


def may_choose_kind(actor: Actor, kind: OrganisationKind) -> bool:
    """Tell whether this person may say that an organisation is of this kind.

    A province sees every programme that shares with it, and a municipality starts programmes. Who could
    name one would give themselves those rights.
    """
    if kind == OrganisationKind.PROVINCE:
        return actor.is_admin
    if kind == OrganisationKind.MUNICIPALITY:
        return actor.is_admin or bool(actor.manages)
    return may_add_organisation(actor)


def may_classify(actor: Actor, organisation: Organisation, programmes: frozenset[int]) -> bool:
    """Tell whether this person may change kind and area, on which the rights of the members depend."""
    is_in_charge = actor.is_admin or bool(actor.team_of & programmes)
    return is_in_charge and may_choose_kind(actor, organisation.kind)


def may_see_members(actor: Actor, organisation: Organisation, programmes: frozenset[int]) -> bool:
    """Tell whether this person sees who belongs there: colleagues, and those who manage it."""
    return organisation.id in actor.member_of or may_manage_organisation(actor, organisation, programmes)
