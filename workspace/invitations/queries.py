"""Invitations: by their secret, for their place, and for the person who was asked."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import joinedload

from workspace.access import Actor
from workspace.accounts.models import User, hash_of
from workspace.boards.models import Board
from workspace.db import db, now
from workspace.invitations.models import Invitation, InvitedAs
from workspace.organisations.models import Organisation
from workspace.programmes.models import Programme

# What the page of an invitation shows.
PLACE = (
    joinedload(Invitation.organisation),
    joinedload(Invitation.programme),
    joinedload(Invitation.board).joinedload(Board.programme),
    joinedload(Invitation.invited_by),
)


class InvitationRow(NamedTuple):
    """An open invitation as the place it is for shows it."""

    id: int
    email: str
    invited_as: InvitedAs
    created_at: datetime
    expires_at: datetime


class AskedRow(NamedTuple):
    """An open invitation as the invited person sees it: the role, at what, and until when."""

    id: int
    invited_as: InvitedAs
    place: str
    invited_by: str
    expires_at: datetime


def find_by_token(token: str) -> Invitation:
    """Return the invitation that this secret link is for; raise NoResultFound."""
    found = select(Invitation).where(Invitation.token_hash == hash_of(token))
    return db.session.scalars(found.options(*PLACE)).one()


def visible_invitations(actor: Actor) -> Select[Invitation]:
    """Return the invitations to this person's address."""
    return select(Invitation).where(Invitation.email == actor.email.lower())


def get_invitation(invitation_id: int, seen_by: Actor, *, to_change: bool = False) -> Invitation:
    """Return an invitation to this person; raise NoResultFound. `to_change` makes a second answer wait."""
    found = visible_invitations(seen_by).where(Invitation.id == invitation_id)
    if to_change:
        found = found.with_for_update(of=Invitation)
    return db.session.scalars(found.options(*PLACE)).one()


def get_invitation_to_manage(invitation_id: int) -> Invitation:
    """Return an invitation for whoever may invite to its place: ask policy; raise NoResultFound."""
    found = select(Invitation).where(Invitation.id == invitation_id)
    return db.session.scalars(found.options(*PLACE)).one()


def list_open_for(email: str) -> list[AskedRow]:
    """Return what the owner of this address is asked, newest first."""
    place = func.coalesce(Organisation.name, Programme.name, Board.title)
    rows = (
        select(Invitation.id, Invitation.invited_as, place, User.name, Invitation.expires_at)
        .join(User, User.id == Invitation.invited_by_id)
        .outerjoin(Organisation, Organisation.id == Invitation.organisation_id)
        .outerjoin(Programme, Programme.id == Invitation.programme_id)
        .outerjoin(Board, Board.id == Invitation.board_id)
        .where(Invitation.email == email.lower(), _open())
        .order_by(Invitation.id.desc())
    )
    return [AskedRow(*row) for row in db.session.execute(rows)]


def list_invitations_to_organisation(organisation: Organisation) -> list[InvitationRow]:
    """Return the open invitations to this organisation. The caller asks policy who may see them."""
    return _list(Invitation.organisation_id == organisation.id)


def list_invitations_to_programme(programme: Programme) -> list[InvitationRow]:
    """Return the open invitations to the team of this programme. The caller asks policy who may see them."""
    return _list(Invitation.programme_id == programme.id)


def list_invitations_to_board(board: Board) -> list[InvitationRow]:
    """Return the open invitations to this working group. The caller asks policy who may see them."""
    return _list(Invitation.board_id == board.id)


def is_invited(email: str, invited_as: InvitedAs, **place: int) -> bool:
    """Tell whether this address has an open invitation to this role at this place already."""
    found = select(Invitation.id).where(
        Invitation.email == email, Invitation.invited_as == invited_as, _open()
    )
    return db.session.scalar(found.filter_by(**place).limit(1)) is not None


def _list(place: ColumnElement[bool]) -> list[InvitationRow]:
    rows = (
        select(
            Invitation.id,
            Invitation.email,
            Invitation.invited_as,
            Invitation.created_at,
            Invitation.expires_at,
        )
        .where(place, _open())
        .order_by(Invitation.id.desc())
    )
    return [InvitationRow(*row) for row in db.session.execute(rows)]


def _open() -> ColumnElement[bool]:
    return and_(
        Invitation.accepted_at.is_(None),
        Invitation.declined_at.is_(None),
        Invitation.withdrawn_at.is_(None),
        Invitation.expires_at > now(),
    )
