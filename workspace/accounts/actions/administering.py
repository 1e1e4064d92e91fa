"""What an administrator does with accounts of others. Each time it stands in the audit trail."""

from sqlalchemy import delete, select

from workspace.access import Actor, require
from workspace.accounts import policy
from workspace.accounts.models import AccountLink, SignInUnderWay, User, UserSession
from workspace.activity.actions import record
from workspace.audit.actions import note
from workspace.db import change_rows, db, now


class LastAdministrator(Exception):
    """Nobody else would be left to keep the installation running."""


def block_account(user: User, *, by: Actor) -> None:
    """Let nobody in on this account from now on, and sign it out everywhere; twice does it once."""
    require(policy.may_block(by, user))
    if user.blocked_at is not None:
        return
    _leave_an_administrator(user)
    user.blocked_at = now()
    _sign_out(user)
    note("account.blocked", by=by, subject_id=user.id)


def unblock_account(user: User, *, by: Actor) -> None:
    """Let them in again; with the password and roles that they had."""
    require(policy.may_block(by, user))
    if user.blocked_at is not None:
        user.blocked_at = None
        note("account.unblocked", by=by, subject_id=user.id)


def sign_out_account(user: User, *, by: Actor) -> None:
    """Sign somebody out everywhere, such as on a telephone that was lost."""
    require(policy.may_manage_accounts(by))
    _sign_out(user)
    note("account.signed_out", by=by, subject_id=user.id)


def name_administrator(user: User, *, by: Actor) -> None:
    """Let somebody keep the installation running as well; twice does it once."""
    require(policy.may_name_administrator(by, user))
    if not user.is_admin:
        user.is_admin = True
        record("made_administrator", by=by, subject_id=user.id)


def end_administrator(user: User, *, by: Actor) -> None:
    """Let somebody keep it running no longer; raise LastAdministrator when nobody else does."""
    require(policy.may_name_administrator(by, user))
    if user.is_admin:
        _leave_an_administrator(user)
        user.is_admin = False
        note("administrator.ended", by=by, subject_id=user.id)


def _leave_an_administrator(user: User) -> None:
    """Hold all administrators, so that two cannot remove each other at once."""
    held = select(User.id).where(User.is_admin, User.blocked_at.is_(None), User.confirmed_at.is_not(None))
    left = set(db.session.scalars(held.order_by(User.id).with_for_update())) - {user.id}
    if user.is_admin and not left:
        raise LastAdministrator


def _sign_out(user: User) -> None:
    links = delete(AccountLink).where(AccountLink.user_id == user.id, AccountLink.used_at.is_(None))
    under_way = delete(SignInUnderWay).where(SignInUnderWay.user_id == user.id)
    sessions = delete(UserSession).where(UserSession.user_id == user.id)
    for gone in (links, under_way, sessions):
        change_rows(gone)
