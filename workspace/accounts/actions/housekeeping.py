"""Removing what nobody needs any more."""

from datetime import datetime, timedelta

from sqlalchemy import delete

from workspace.access import Actor, require
from workspace.accounts import policy
from workspace.accounts.models import AccountLink, KeptForm, UserSession
from workspace.db import db

FORMS_KEPT = timedelta(days=7)


def forget_expired(*, at: datetime, by: Actor) -> None:
    """Remove links and sessions that ended before this moment, and forms kept for a week."""
    require(policy.may_keep_house(by))
    db.session.execute(delete(AccountLink).where(AccountLink.expires_at < at))
    db.session.execute(delete(UserSession).where(UserSession.ends_at < at))
    db.session.execute(delete(KeptForm).where(KeptForm.created_at < at - FORMS_KEPT))
