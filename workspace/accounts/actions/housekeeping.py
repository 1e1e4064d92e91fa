"""Removing what nobody needs any more."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_

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
from workspace.times import AHEAD

FORMS_KEPT = timedelta(days=7)
APPS_KEPT = timedelta(days=1)  # whose first code never came


def forget_expired(*, at: datetime, by: Actor) -> None:
    """Remove links, sessions and all under way that ended before this moment, and forms kept for a week.

    So goes what a clock that was ahead let begin, which would last until then.
    """
    require(policy.may_keep_house(by))
    ahead = at + AHEAD
    for table, ends_at in (
        (AccountLink, AccountLink.expires_at),
        (UserSession, UserSession.ends_at),
        (SignInUnderWay, SignInUnderWay.expires_at),
    ):
        db.session.execute(delete(table).where(or_(ends_at < at, table.created_at > ahead)))
    question = PasskeyChallenge.expires_at
    db.session.execute(delete(PasskeyChallenge).where(or_(question < at, question > ahead)))
    db.session.execute(
        delete(CodeGenerator).where(
            CodeGenerator.confirmed_at.is_(None), CodeGenerator.created_at < at - APPS_KEPT
        )
    )
    db.session.execute(delete(KeptForm).where(KeptForm.created_at < at - FORMS_KEPT))
