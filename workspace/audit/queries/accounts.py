"""Accounts as an administrator looks them up."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, exists, false, func, or_, select, true

from workspace.access import Actor
from workspace.accounts.models import CodeGenerator, Passkey, User, UserSession
from workspace.accounts.policy import may_manage_accounts
from workspace.db import db, now

FOUND_AT_MOST = 50


class Account(NamedTuple):
    """Somebody with an account, and what an administrator sees of it."""

    id: int
    name: str
    email: str
    created_at: datetime
    confirmed_at: datetime | None
    last_seen_on: date | None
    blocked_at: datetime | None
    is_admin: bool
    has_second_step: bool
    sessions: int


def search_accounts(words: str, *, seen_by: Actor) -> list[Account]:
    """Return the accounts with these words in their name or address, fifty at the most, by name."""
    if not may_manage_accounts(seen_by) or not words.strip():
        return []
    wanted = words.strip().lower()
    like = or_(
        func.lower(User.name).contains(wanted, autoescape=True),
        func.lower(User.email).contains(wanted, autoescape=True),
    )
    found = _accounts().where(like).order_by(User.name, User.id).limit(FOUND_AT_MOST)
    return [Account(*row) for row in db.session.execute(found)]


def get_account_facts(user_id: int, *, seen_by: Actor) -> Account:
    """Return what an administrator sees of one account; raise NoResultFound for anybody else."""
    found = _accounts().where(User.id == user_id, _allowed(seen_by))
    return Account(*db.session.execute(found).one())


def get_user_to_change(user_id: int, *, seen_by: Actor) -> User:
    """Return the account itself, held with all administrators; raise NoResultFound for who is none.

    All are held in one order, so that two who change each other at once wait rather than stand still.
    """
    together = select(User.id).where(or_(User.id == user_id, User.is_admin)).order_by(User.id)
    db.session.execute(together.with_for_update())
    found = select(User).where(User.id == user_id, User.entered_by_id.is_(None), _allowed(seen_by))
    return db.session.scalars(found.with_for_update().execution_options(populate_existing=True)).one()


def _allowed(actor: Actor) -> ColumnElement[bool]:
    return true() if may_manage_accounts(actor) else false()


def _accounts() -> Select[*tuple[Any, ...]]:
    passkey = exists().where(Passkey.user_id == User.id)
    codes = exists().where(CodeGenerator.user_id == User.id, CodeGenerator.confirmed_at.is_not(None))
    sessions = (
        select(func.count())
        .where(UserSession.user_id == User.id, UserSession.ends_at > now())
        .scalar_subquery()
    )
    return select(
        User.id,
        User.name,
        User.email,
        User.created_at,
        User.confirmed_at,
        User.last_seen_on,
        User.blocked_at,
        User.is_admin,
        or_(passkey, codes),
        sessions,
    ).where(User.entered_by_id.is_(None), User.anonymised_at.is_(None))
