"""Accounts that nobody uses: a warning by mail first, thirty days later no name any more (AVG, article 5).

Each function does one piece, in the transaction of whoever calls: what was cut off goes on with the rest, and
two processes that do it at once do no more than one.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from workspace.access import Actor, require
from workspace.accounts.models import User
from workspace.audit.actions import note
from workspace.db import add_once, change_rows, db, now
from workspace.mail.actions import enqueue_mail
from workspace.privacy.actions.anonymise import anonymise
from workspace.privacy.models import DAYS_TO_COME_BACK, Contributions, InactivityWarning
from workspace.privacy.policy.keeping import may_let_go
from workspace.privacy.queries.due import came_back, is_away, is_left_over, is_nobodys, is_warned
from workspace.stores import Folder


def warn(user_id: int, *, since: date, subject: str, text: str, by: Actor) -> bool:
    """Warn somebody who was not here since this day; return False when they were, or are warned by now."""
    require(may_let_go(by))
    away = select(User).where(User.id == user_id, is_away(since), ~is_warned())
    user = db.session.scalar(away.with_for_update(skip_locked=True))
    if user is None:
        return False
    if not add_once(InactivityWarning(user_id=user.id, due_at=now() + timedelta(days=DAYS_TO_COME_BACK))):
        return False
    enqueue_mail(user.email, subject=subject, text=text, locale=user.locale, by=by)
    note("inactivity.warned", by=by, subject_id=user.id)
    return True


def withdraw_warnings(*, by: Actor) -> int:
    """Take back the warnings of everybody who came back; return how many."""
    require(may_let_go(by))
    back = db.session.scalars(select(InactivityWarning).where(came_back()).with_for_update()).all()
    for warning in back:
        note("inactivity.withdrawn", by=by, subject_id=warning.user_id)
        db.session.delete(warning)
    db.session.flush()
    return len(back)


def let_go(user_id: int, *, since: date, files: Folder, by: Actor) -> bool:
    """Take the name from an account of which the warning is over; return False when they came back."""
    require(may_let_go(by))
    over = select(InactivityWarning).where(
        InactivityWarning.user_id == user_id, InactivityWarning.due_at <= now(), ~came_back()
    )
    if db.session.scalar(over.with_for_update(skip_locked=True)) is None:
        return False
    user = db.session.scalar(select(User).where(User.id == user_id, is_away(since)))
    if user is None:
        return False
    anonymise(user, Contributions.STAY, files=files, by=by)
    note("inactivity.anonymised", by=by, subject_id=user_id)
    return True


def forget_paper(user_id: int, *, files: Folder, by: Actor) -> bool:
    """Take the name from a person on paper of whom nothing is left here."""
    require(may_let_go(by))
    left = select(User).where(User.id == user_id, is_nobodys(now()))
    user = db.session.scalar(left.with_for_update(skip_locked=True))
    if user is None:
        return False
    anonymise(user, Contributions.STAY, files=files, by=by)
    return True


def forget_sign_up(user_id: int, *, files: Folder, at: datetime, by: Actor) -> bool:
    """Remove somebody who signed up and never confirmed; one on whom something hangs loses the name only."""
    require(may_let_go(by))
    user = db.session.scalar(
        select(User).where(User.id == user_id, is_left_over(at)).with_for_update(skip_locked=True)
    )
    if user is None:
        return False
    try:
        with db.session.begin_nested():
            change_rows(delete(User).where(User.id == user_id))
    except IntegrityError:
        anonymise(user, Contributions.STAY, files=files, by=by)
        return True
    db.session.expunge(user)
    return True
