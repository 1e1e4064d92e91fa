"""How much of what was kept too long, or will be soon: counts only, never names."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, select

from workspace.accounts.models import AccountLink, KeptForm, User, UserSession
from workspace.audit.models import AuditEntry
from workspace.config import Settings
from workspace.db import db, now
from workspace.following.models import Notice
from workspace.invitations.models import Invitation
from workspace.leaving.models import Departure, Transfer
from workspace.mail.models import OutgoingMail
from workspace.organisations.models import Membership
from workspace.privacy.models import ErasureRequest, InactivityWarning, RetentionRun
from workspace.privacy.queries import due
from workspace.renditions.models import Rendition
from workspace.times import AHEAD, months_before

SOON = timedelta(days=30)
LATE = timedelta(hours=3)  # the work is done every hour
A_WEEK, A_MONTH, THREE_MONTHS = timedelta(days=7), timedelta(days=30), timedelta(days=90)


class Kept(NamedTuple):
    """How many of something are past their time, and how many will be in thirty days."""

    code: str
    overdue: int
    soon: int


class LastRun(NamedTuple):
    """When the work was last done, what it did, and what failed."""

    ended_at: datetime
    done: dict[str, int]
    failed: list[str]
    is_late: bool


def find_last_run() -> LastRun | None:
    """Return the last time that the work was done, or None when it never was."""
    last = select(RetentionRun).order_by(RetentionRun.id.desc()).limit(1)
    run = db.session.scalar(last)
    if run is None:
        return None
    in_time = now() - LATE <= run.ended_at <= now() + AHEAD
    return LastRun(run.ended_at, run.done, run.failed, is_late=not in_time)


def list_kept(settings: Settings) -> list[Kept]:
    """Return all that has a period, in the order in which the page shows it."""
    at = now()
    return [_accounts(settings), _programmes(settings), *_rows(settings, at)]


def count_neglected(kept: list[Kept], last: LastRun | None, settings: Settings) -> int:
    """Return how many things are past their time and do not go by themselves within the hour.

    Without mail nobody can be warned, so that no account loses its name. In a demonstration nothing goes, as
    nobody in it ever lived.
    """
    if settings.demo:
        return 0
    if last is None or last.is_late or last.failed:
        return sum(each.overdue for each in kept)
    return sum(each.overdue for each in kept if each.code == "accounts" and not settings.has_mail)


def _accounts(settings: Settings) -> Kept:
    """Return who was away too long: not warned yet, or the warning is over; and who still may come back."""
    away = due.is_away(due.away_since(settings.retention_account_months))
    silent = _count(User, and_(away, ~due.is_warned()))
    over = _count(InactivityWarning, InactivityWarning.due_at <= now())
    return Kept("accounts", silent + over, _count(InactivityWarning, InactivityWarning.due_at > now()))


def _programmes(settings: Settings) -> Kept:
    """Return in how many programmes names stand that should be gone, and in how many they go soon."""
    days = settings.retention_programme_days
    ended = due.list_ended(days)
    soon = set(due.list_ended(max(days - SOON.days, 0))) - set(ended)
    return Kept("programmes", sum(bool(due.people_left(number)) for number in ended), len(soon))


def _rows(settings: Settings, at: datetime) -> list[Kept]:
    """Return what is removed row by row: past its time at this moment, and in thirty days more."""
    days = settings.retention_programme_days
    conditions: dict[str, tuple[Any, Callable[[datetime], ColumnElement[bool]]]] = {
        "sign_ups": (User, due.is_left_over),
        "paper": (User, due.is_nobodys),
        "memberships": (Membership, lambda when: due.has_left(days - (when - at).days)),
        "transfers": (Transfer, lambda when: due.was_passed_on(days, when)),
        "departures": (Departure, lambda when: due.is_departed(days - (when - at).days)),
        "invitations": (Invitation, due.is_answered_long_ago),
        "erasures": (ErasureRequest, _is_asked),
        "proofs": (ErasureRequest, due.is_proved_long_enough),
        "links": (AccountLink, lambda when: AccountLink.expires_at < when),
        "sessions": (UserSession, lambda when: UserSession.ends_at < when),
        "forms": (KeptForm, lambda when: KeptForm.created_at < when - A_WEEK),
        "mail": (OutgoingMail, lambda when: OutgoingMail.written_at < when - A_MONTH),
        "notices": (Notice, lambda when: Notice.made_at < when - THREE_MONTHS),
        "renditions": (Rendition, lambda when: Rendition.asked_at < when - A_MONTH),
        "trail": (
            AuditEntry,
            lambda when: AuditEntry.happened_at < months_before(when, settings.audit_months),
        ),
    }
    found = []
    for code, (table, condition) in conditions.items():
        overdue = _count(table, condition(at))
        found.append(Kept(code, overdue, _count(table, condition(at + SOON)) - overdue))
    return found


def _is_asked(when: datetime) -> ColumnElement[bool]:
    open_one = ErasureRequest.done_at.is_(None), ErasureRequest.withdrawn_at.is_(None)
    return and_(*open_one, ErasureRequest.due_at <= when)


def _count(table: Any, which: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(table).where(which)) or 0
