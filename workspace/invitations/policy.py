"""Who may invite people to which role, and who may answer."""

from workspace.access import Actor
from workspace.boards.policy import may_manage_board
from workspace.invitations.models import Invitation
from workspace.organisations.policy import may_manage_organisation
from workspace.programmes.policy import may_manage_means_and_team


def may_withdraw(actor: Actor, invitation: Invitation, programmes: frozenset[int]) -> bool:
    """Tell whether this person may take back an invitation: whoever may invite to that place.

    `programmes` are those in which the organisation, if it is about one, takes part today.
    """
    if invitation.organisation is not None:
        return may_manage_organisation(actor, invitation.organisation, programmes)
    if invitation.board is not None:
        return may_manage_board(actor, invitation.board)
    return invitation.programme_id is not None and may_manage_means_and_team(actor, invitation.programme_id)


def may_answer(actor: Actor, invitation: Invitation) -> bool:
    """Tell whether this person owns the address that was invited."""
    return actor.is_authenticated and actor.email.lower() == invitation.email
