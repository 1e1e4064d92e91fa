"""Taking away what belongs to an account only: ways in, letters, choices, and files made for it."""

import json
from functools import partial
from typing import Any

from sqlalchemy import Text, cast, delete, func, or_, select, update

from workspace.access import Actor, require
from workspace.accounts.models import (
    AccountLink,
    CodeGenerator,
    KeptForm,
    OutsideIdentity,
    Passkey,
    PasskeyChallenge,
    RecoveryCode,
    SignInUnderWay,
    User,
    UserSession,
)
from workspace.activity.models import Submission
from workspace.db import change_rows, db, now, when_committed
from workspace.digests.models import MailChoice
from workspace.following.models import Follow, Notice
from workspace.initiatives.models import LookedAt
from workspace.invitations.models import Invitation
from workspace.mail.models import OutgoingMail
from workspace.meetings.models import CalendarKey
from workspace.on_behalf.models import ClaimCode
from workspace.privacy.models import InactivityWarning
from workspace.privacy.policy.erasure import may_anonymise
from workspace.renditions.models import FOLDER, Rendition
from workspace.stores import Folder

# Tables of rows that are somebody's own and nobody else's.
OWN: tuple[Any, ...] = (
    AccountLink, CodeGenerator, OutsideIdentity, Passkey, PasskeyChallenge, RecoveryCode, SignInUnderWay,
    UserSession, MailChoice, Follow, Notice, LookedAt, CalendarKey, InactivityWarning, Rendition,
)  # fmt: skip


def drop_account(user: User, *, files: Folder, by: Actor) -> None:
    """Remove all ways in, letters to them, what they chose and the files that they asked for."""
    require(may_anonymise(by, user))
    mine = select(Rendition.file_name).where(Rendition.user_id == user.id, Rendition.file_name.is_not(None))
    for name in db.session.scalars(mine):
        when_committed(partial(files.folder(FOLDER).drop, str(name)))
    for table in OWN:
        change_rows(delete(table).where(table.user_id == user.id))
    change_rows(delete(ClaimCode).where(ClaimCode.person_id == user.id))
    change_rows(delete(Submission).where(Submission.key.startswith(f"{user.id}:")))
    change_rows(delete(OutgoingMail).where(func.lower(OutgoingMail.recipient) == user.email.lower()))
    _forget_forms(user)
    _forget_invitations(user.email)


def _forget_forms(user: User) -> None:
    """Remove forms that were kept before somebody signed in and hold this address or the whole name.

    A first name alone is the name of many.
    """
    typed = cast(KeptForm.fields, Text)
    theirs = [typed.icontains(json.dumps(user.email)[1:-1], autoescape=True)]
    if " " in user.name:
        theirs.append(typed.contains(json.dumps(user.name)[1:-1], autoescape=True))
    change_rows(delete(KeptForm).where(or_(*theirs)))


def _forget_invitations(email: str) -> None:
    theirs = func.lower(Invitation.email) == email.lower()
    answered = Invitation.accepted_at, Invitation.declined_at, Invitation.withdrawn_at
    is_open = [column.is_(None) for column in answered]
    change_rows(update(Invitation).where(theirs, *is_open).values(withdrawn_at=now()))
    change_rows(update(Invitation).where(theirs).values(email=""))
