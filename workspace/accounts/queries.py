"""Finding accounts, links and kept forms."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from workspace.access import Actor
from workspace.accounts.models import (
    AccountLink,
    CodeGenerator,
    KeptForm,
    LinkPurpose,
    OutsideIdentity,
    Passkey,
    PasskeyChallenge,
    RecoveryCode,
    SignInUnderWay,
    User,
    UserSession,
    Way,
    hash_of,
)
from workspace.db import db, now
from workspace.presence import Stay
from workspace.times import AHEAD

DEVICES_SHOWN = 100


def find_kept_form(token: str, *, path: str) -> dict[str, Any] | None:
    """Return what was typed on this page before signing in, or None."""
    kept = select(KeptForm.fields).where(KeptForm.token_hash == hash_of(token), KeptForm.path == path)
    return db.session.scalar(kept)


def get_account(*, seen_by: Actor) -> User:
    """Return the person's own account, the only one that anybody sees; raise NoResultFound for a visitor."""
    return db.session.scalars(select(User).where(User.id == seen_by.id)).one()


def find_user(email: str) -> User | None:
    """Return whose address this is, or None. For signing up and in, where nobody is told the answer.

    Nobody is found who is known on paper only: their address reaches nobody (docs/decisions/0017).
    """
    return db.session.scalar(select(User).where(User.email == email, User.entered_by_id.is_(None)))


def find_password_hash(email: str) -> str | None:
    """Return what is stored of the password of this address; None when there is no such account."""
    return db.session.scalar(
        select(User.password_hash).where(User.email == email, User.confirmed_at.is_not(None))
    )


def find_link(token: str, purpose: LinkPurpose) -> AccountLink | None:
    """Return the link with its person, as long as it works; None when it was used, is too old or is false."""
    link = (
        select(AccountLink)
        .where(
            AccountLink.token_hash == hash_of(token),
            AccountLink.purpose == purpose,
            AccountLink.used_at.is_(None),
            AccountLink.expires_at > now(),
            AccountLink.created_at < now() + AHEAD,
        )
        .options(joinedload(AccountLink.user))
    )
    return db.session.scalar(link)


class SignedInDevice(NamedTuple):
    """A browser in which the person is signed in."""

    id: int
    device: str  # as workspace.devices.device_of gives it
    way: Way
    since: datetime
    seen_at: datetime


def list_devices(*, stay: Stay, seen_by: Actor) -> list[SignedInDevice]:
    """Return where the person is signed in now, the one used last first."""
    moment = now()
    mine = (
        select(
            UserSession.id, UserSession.device, UserSession.way, UserSession.created_at,
            UserSession.last_seen_at,
        )
        .where(
            UserSession.user_id == seen_by.id,
            UserSession.ends_at > moment,
            UserSession.created_at > moment - stay.at_most,
            UserSession.last_seen_at > moment - stay.idle,
        )
        .order_by(UserSession.last_seen_at.desc(), UserSession.id.desc())
        .limit(DEVICES_SHOWN)
    )  # fmt: skip
    return [SignedInDevice(*row) for row in db.session.execute(mine)]


def get_session(session_id: int, *, seen_by: Actor) -> UserSession:
    """Return one of the person's own sessions; raise NoResultFound for any other."""
    mine = select(UserSession).where(UserSession.id == session_id, UserSession.user_id == seen_by.id)
    return db.session.scalars(mine).one()


def find_code_generator(user_id: int) -> CodeGenerator | None:
    """Return the app of this person, also one whose first code is still to come."""
    return db.session.scalar(select(CodeGenerator).where(CodeGenerator.user_id == user_id))


def has_second_step(user_id: int) -> bool:
    """Tell whether this person can show something that they have: a passkey, or codes of an app."""
    passkey = select(Passkey.id).where(Passkey.user_id == user_id)
    app = select(CodeGenerator.id).where(
        CodeGenerator.user_id == user_id, CodeGenerator.confirmed_at.is_not(None)
    )
    return bool(db.session.scalar(select(or_(passkey.exists(), app.exists()))))


class SecondSteps(NamedTuple):
    """What somebody has that shows it is them."""

    passkeys: list[Passkey]
    app: CodeGenerator | None  # that counts
    codes_left: int

    @property
    def any(self) -> bool:
        return bool(self.passkeys) or self.app is not None


def get_second_steps(user_id: int) -> SecondSteps:
    """Return all that this person can show, for their own pages and for signing in."""
    passkeys = db.session.scalars(
        select(Passkey).where(Passkey.user_id == user_id).order_by(Passkey.id)
    ).all()
    app = find_code_generator(user_id)
    unused = select(func.count()).where(RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
    left = db.session.scalar(unused) or 0
    return SecondSteps([*passkeys], app if app and app.confirmed_at else None, left)


def find_under_way(token: str) -> SignInUnderWay | None:
    """Return a sign-in that still waits for its second step, with its person."""
    found = (
        select(SignInUnderWay)
        .where(SignInUnderWay.token_hash == hash_of(token), SignInUnderWay.expires_at > now())
        .options(joinedload(SignInUnderWay.user))
    )
    return db.session.scalar(found)


def find_outside_identity(issuer: str, subject: str) -> OutsideIdentity | None:
    """Return the link with its person of somebody of an organisation, or None."""
    linked = (
        select(OutsideIdentity)
        .where(OutsideIdentity.issuer == issuer, OutsideIdentity.subject == subject)
        .options(joinedload(OutsideIdentity.user))
    )
    return db.session.scalar(linked)


def get_outside_identity(identity_id: int, *, seen_by: Actor) -> OutsideIdentity:
    """Return one of the person's own links; raise NoResultFound for any other."""
    mine = select(OutsideIdentity).where(
        OutsideIdentity.id == identity_id, OutsideIdentity.user_id == seen_by.id
    )
    return db.session.scalars(mine).one()


def list_outside_identities(*, seen_by: Actor) -> list[OutsideIdentity]:
    """Return the person's own links to organisations, oldest first."""
    mine = select(OutsideIdentity).where(OutsideIdentity.user_id == seen_by.id).order_by(OutsideIdentity.id)
    return list(db.session.scalars(mine.limit(DEVICES_SHOWN)))


def find_challenge(token: str, *, user_id: int | None) -> PasskeyChallenge | None:
    """Return what a browser was asked, while it may answer: this person, or whoever signs in."""
    return db.session.scalar(
        select(PasskeyChallenge).where(
            PasskeyChallenge.token_hash == hash_of(token),
            PasskeyChallenge.user_id.is_(None) if user_id is None else PasskeyChallenge.user_id == user_id,
            PasskeyChallenge.expires_at > now(),
        )
    )


def find_passkey(credential_id: str) -> Passkey | None:
    """Return the passkey with this id, whosever it is. For signing in, where nobody is told the answer."""
    return db.session.scalar(select(Passkey).where(Passkey.credential_id == credential_id))


def find_person(user_id: int) -> User | None:
    """Return the person with this number. For signing in."""
    return db.session.get(User, user_id)


def get_passkey(passkey_id: int, *, seen_by: Actor) -> Passkey:
    """Return one of the person's own passkeys; raise NoResultFound for any other."""
    mine = select(Passkey).where(Passkey.id == passkey_id, Passkey.user_id == seen_by.id)
    return db.session.scalars(mine).one()
