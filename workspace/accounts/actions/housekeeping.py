"""Removing what nobody needs any more."""

from datetime import datetime, timedelta

from sqlalchemy import delete

from workspace.access import Actor, require
from workspace.accounts import policy
from workspace.accounts.models import (
    AccountLink,
    CodeGenerator,
    KeptForm,
    PasskeyChallenge,
    SignInUnderWay,
    UserSession,
)
from workspace.db import db

FORMS_KEPT = timedelta(days=7)
APPS_KEPT = timedelta(days=1)  # whose first code never came


def forget_expired(*, at: datetime, by: Actor) -> None:
    """Remove links, sessions and all under way that ended before this moment, and forms kept for a week."""
    require(policy.may_keep_house(by))
    db.session.execute(delete(AccountLink).where(AccountLink.expires_at < at))
    db.session.execute(delete(UserSession).where(UserSession.ends_at < at))
    db.session.execute(delete(SignInUnderWay).where(SignInUnderWay.expires_at < at))
    db.session.execute(delete(PasskeyChallenge).where(PasskeyChallenge.expires_at < at))
    db.session.execute(
        delete(CodeGenerator).where(
            CodeGenerator.confirmed_at.is_(None), CodeGenerator.created_at < at - APPS_KEPT
        )
    )
    db.session.execute(delete(KeptForm).where(KeptForm.created_at < at - FORMS_KEPT))
