"""How the installation stands, in numbers that an administrator looks at."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import exists, func, or_, select

from workspace.access import Actor
from workspace.accounts.models import CodeGenerator, Passkey, User
from workspace.audit.models import AuditEntry
from workspace.audit.queries.chain import Head, last_line
from workspace.db import db
from workspace.mail.models import OutgoingMail


class State(NamedTuple):
    """How many accounts there are and of what kind, what waits to be sent, and how the trail ends."""

    accounts: int
    blocked: int
    administrators: int
    without_second_step: int  # of the administrators
    waiting_mail: int
    waits_since: datetime | None
    lines: int
    head: Head


def read_state(*, seen_by: Actor) -> State:
    """Return how it stands now; the actor is one that policy lets see it."""
    user = User
    has_account = (user.confirmed_at.is_not(None), user.entered_by_id.is_(None), user.anonymised_at.is_(None))
    second_step = or_(
        exists().where(Passkey.user_id == user.id),
        exists().where(CodeGenerator.user_id == user.id, CodeGenerator.confirmed_at.is_not(None)),
    )
    people = select(
        func.count(),
        func.count(user.blocked_at),
        func.count().filter(user.is_admin, user.blocked_at.is_(None)),
        func.count().filter(user.is_admin, user.blocked_at.is_(None), ~second_step),
    ).where(*has_account)
    waiting = select(func.count(), func.min(OutgoingMail.written_at)).where(OutgoingMail.is_to_be_sent)
    accounts, blocked, administrators, bare = db.session.execute(people).one()
    mail, since = db.session.execute(waiting).one()
    lines = db.session.scalar(select(func.count()).select_from(AuditEntry)) or 0
    return State(accounts, blocked, administrators, bare, mail, since, lines, last_line(db.session()))
