"""Saying yes or no to an invitation. The role begins with the yes."""

from datetime import timedelta

from workspace.access import Actor, require
from workspace.activity.actions import record
from workspace.boards.models import Board, BoardMember
from workspace.boards.queries.working_group import current_members
from workspace.db import db, now
from workspace.invitations import policy
from workspace.invitations.models import Invitation, InvitedAs
from workspace.organisations.models import Membership, Organisation
from workspace.organisations.queries import find_membership
from workspace.programmes.models import Programme, TeamMember
from workspace.programmes.queries.team import find_team_member
from workspace.times import day_of, today


class NotOpen(Exception):
    """The invitation was answered or withdrawn before, or has expired."""


class PlaceEnded(Exception):
    """The programme that the role belongs to has ended since the invitation was sent."""


def accept_invitation(invitation: Invitation, *, by: Actor) -> None:
    """Take the role from today; raise NotOpen or PlaceEnded. Who has the role already keeps it as it is."""
    require(policy.may_answer(by, invitation))
    _check_open(invitation)
    invitation.accepted_at = now()
    person = by.signed_in_id()
    if invitation.organisation is not None:
        _join_organisation(invitation.organisation, person, invitation, by)
    elif invitation.programme is not None:
        _check_runs(invitation.programme, invitation)
        _join_team(invitation.programme, person, invitation, by)
    elif invitation.board is not None:
        _check_runs(invitation.board.programme, invitation)
        _join_working_group(invitation.board, person, invitation, by)


def decline_invitation(invitation: Invitation, *, by: Actor) -> None:
    """Say no; raise NotOpen."""
    require(policy.may_answer(by, invitation))
    _check_open(invitation)
    invitation.declined_at = now()
    record("invitation.declined", by=by, subject_id=invitation.id)


def _check_open(invitation: Invitation) -> None:
    if not invitation.is_open(now()):
        raise NotOpen


def _check_runs(programme: Programme, invitation: Invitation) -> None:
    # Whoever invites after the end does so on purpose: to wind things up, or to tell of what was.
    if day_of(invitation.created_at) <= programme.ends_on < today():
        raise PlaceEnded


def _join_organisation(organisation: Organisation, person: int, invitation: Invitation, by: Actor) -> None:
    represents = invitation.invited_as == InvitedAs.REPRESENTATIVE
    membership = find_membership(organisation, person)
    if membership is None:
        db.session.add(
            Membership(
                organisation_id=organisation.id, user_id=person, represents=represents, starts_on=today()
            )
        )
    elif represents:
        membership.represents = True
    record("membership.began", by=by, organisation=organisation.id, role=invitation.invited_as.value)


def _join_team(programme: Programme, person: int, invitation: Invitation, by: Actor) -> None:
    is_manager = invitation.invited_as == InvitedAs.MANAGER
    member = find_team_member(programme, person)
    if member is None or (is_manager and not member.is_manager):
        if member is not None:
            _end_yesterday(member)
        db.session.add(
            TeamMember(programme_id=programme.id, user_id=person, is_manager=is_manager, starts_on=today())
        )
    record("team_member.began", by=by, programme_id=programme.id, role=invitation.invited_as.value)


def _join_working_group(board: Board, person: int, invitation: Invitation, by: Actor) -> None:
    is_lead = invitation.invited_as == InvitedAs.THEME_LEAD
    members = current_members(board)
    mine = [member for member in members if member.user_id == person]
    if not mine or (is_lead and not any(member.is_lead for member in mine)):
        for member in members:
            if is_lead and (member.is_lead or member.user_id == person):
                _end_yesterday(member)
        db.session.add(BoardMember(board_id=board.id, user_id=person, is_lead=is_lead, starts_on=today()))
    record(
        "theme_lead.named" if is_lead else "board_member.added",
        by=by,
        programme_id=board.programme_id,
        board_id=board.id,
        subject_id=person,
        is_public=board.is_public,
    )


def _end_yesterday(member: TeamMember | BoardMember) -> None:
    if member.starts_on < today():
        member.ends_on = today() - timedelta(days=1)
    else:
        db.session.delete(member)
