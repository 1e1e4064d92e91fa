"""Inviting somebody to a role, and taking it back."""

import secrets
from datetime import timedelta

from workspace.access import Actor, require
from workspace.accounts.models import hash_of
from workspace.activity.actions import record
from workspace.boards.models import Board
from workspace.boards.policy import may_manage_board
from workspace.db import db, now
from workspace.invitations import policy
from workspace.invitations.models import Invitation, InvitedAs
from workspace.invitations.queries import is_invited
from workspace.organisations.models import Organisation
from workspace.organisations.policy import may_manage_organisation
from workspace.organisations.queries import programmes_of
from workspace.programmes.models import Programme
from workspace.programmes.policy import may_manage_means_and_team

LASTS = timedelta(days=30)


class AlreadyInvited(Exception):
    """This address has an open invitation to this role at this place."""


class AlreadyAnswered(Exception):
    """The invitation was answered, withdrawn, or has expired."""


def invite_to_organisation(
    organisation: Organisation, *, email: str, represents: bool, by: Actor
) -> tuple[Invitation, str]:
    """Ask somebody to join an organisation; return the invitation and its secret; raise AlreadyInvited."""
    require(may_manage_organisation(by, organisation, programmes_of(organisation)))
    role = InvitedAs.REPRESENTATIVE if represents else InvitedAs.MEMBER
    return _invite(email, role, by, organisation_id=organisation.id)


def invite_to_team(programme: Programme, *, email: str, manager: bool, by: Actor) -> tuple[Invitation, str]:
    """Ask somebody to join the team; return the invitation and its secret; raise AlreadyInvited."""
    require(may_manage_means_and_team(by, programme.id))
    role = InvitedAs.MANAGER if manager else InvitedAs.TEAM
    return _invite(email, role, by, programme_id=programme.id)


def invite_to_board(board: Board, *, email: str, lead: bool, by: Actor) -> tuple[Invitation, str]:
    """Ask somebody to join the working group; return the invitation and its secret; raise AlreadyInvited."""
    require(may_manage_board(by, board))
    role = InvitedAs.THEME_LEAD if lead else InvitedAs.WORKING_GROUP
    return _invite(email, role, by, board_id=board.id)


def withdraw_invitation(invitation: Invitation, programmes: frozenset[int], *, by: Actor) -> None:
    """Take back an invitation; raise AlreadyAnswered.

    `programmes` are those in which the organisation, if it is about one, takes part today.
    """
    require(policy.may_withdraw(by, invitation, programmes))
    if not invitation.is_open(now()):
        raise AlreadyAnswered
    invitation.withdrawn_at = now()
    record("invitation.withdrawn", by=by, subject_id=invitation.id)


def _invite(email: str, role: InvitedAs, by: Actor, **place: int) -> tuple[Invitation, str]:
    email = email.lower()
    if is_invited(email, role, **place):
        raise AlreadyInvited
    secret = secrets.token_urlsafe(24)
    invitation = Invitation(
        token_hash=hash_of(secret),
        email=email,
        invited_as=role,
        invited_by_id=by.signed_in_id(),
        expires_at=now() + LASTS,
        **place,
    )
    db.session.add(invitation)
    db.session.flush()  # the event tells which invitation
    record("invitation.sent", by=by, subject_id=invitation.id, role=role.value)
    return invitation, secret
