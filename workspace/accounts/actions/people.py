"""Making accounts, and what people change about their own."""

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from workspace.access import Actor, require
from workspace.accounts import policy
from workspace.accounts.actions.sessions import end_sessions
from workspace.accounts.models import AccountLink, User
from workspace.accounts.queries import find_user
from workspace.activity.actions import record
from workspace.db import add_once, change_rows, db, now


class AddressTaken(Exception):
    """There is an account with this e-mail address already."""


def sign_up(*, email: str, name: str, locale: str, by: Actor) -> User:
    """Return the account of this address: a new one, or the one there was; `email` in its stored form.

    Whoever signs up again before confirming may mend their name. No password yet: somebody could choose one
    for an address that is not theirs, and wait until its owner confirms.
    """
    require(policy.may_sign_up(by))
    user = find_user(email)
    if user is None:
        new = User(email=email, name=name, locale=locale)
        user = new if add_once(new) else find_user(email)
    if user is None:
        raise AddressTaken  # by a change of address at this very moment that was undone again
    if not user.is_confirmed:
        user.name, user.locale = name, locale
    return user


def create_user(
    *,
    email: str,
    name: str,
    password_hash: str | None = None,
    confirmed: bool = True,
    is_admin: bool = False,
    locale: str = "nl",
    by: Actor,
) -> User:
    """Make an account without a mail; raise AddressTaken. `email` as text.email_address gives it."""
    require(policy.may_create_user(by))
    user = User(
        email=email,
        name=name,
        password_hash=password_hash,
        confirmed_at=now() if confirmed else None,
        is_admin=is_admin,
        locale=locale,
    )
    if not add_once(user):
        raise AddressTaken
    record("made_account", by=by, subject_id=user.id, is_admin=is_admin)
    return user


def make_admin(user: User, *, by: Actor) -> None:
    """Let this person keep the installation running."""
    require(policy.may_create_user(by))
    user.is_admin = True
    user.confirmed_at = user.confirmed_at or now()
    record("made_administrator", by=by, subject_id=user.id)


def confirm_address(user: User, *, by: Actor) -> None:
    """Note that the person reads the mail of their address."""
    require(policy.may_change(by, user))
    if not user.is_confirmed:
        user.confirmed_at = now()
        record("confirmed_address", by=by, subject_id=user.id)


def renew_password_hash(user: User, *, password_hash: str, by: Actor) -> None:
    """Store the same password, hashed with the parameters of today."""
    require(policy.may_change(by, user))
    user.password_hash = password_hash


def set_password(user: User, *, password_hash: str, by: Actor) -> None:
    """Set a password, end every other session and take the power from links that are under way."""
    require(policy.may_change(by, user))
    user.password_hash = password_hash
    _withdraw_links(user)
    end_sessions(user, keep=by.session_key, by=by)
    record("changed_password", by=by, subject_id=user.id)


def change_email(user: User, *, email: str, by: Actor) -> None:
    """Give the account another address, shown to be theirs; raise AddressTaken."""
    require(policy.may_change(by, user))
    try:
        with db.session.begin_nested():
            user.email = email
            db.session.flush()  # the unique address decides who is first
    except IntegrityError as taken:
        raise AddressTaken from taken
    _withdraw_links(user)
    record("changed_address", by=by, subject_id=user.id)


def change_name(user: User, *, name: str, by: Actor) -> None:
    """Change the name under which the person is known here."""
    require(policy.may_change(by, user))
    user.name = name
    record("changed_name", by=by, subject_id=user.id)


def change_language(user: User, *, locale: str, by: Actor) -> None:
    """Choose the language of pages and mail: nl or en."""
    require(policy.may_change(by, user))
    user.locale = locale


def _withdraw_links(user: User) -> None:
    change_rows(delete(AccountLink).where(AccountLink.user_id == user.id, AccountLink.used_at.is_(None)))
