"""Who may do what with an account: everybody with their own, and nobody with another's."""

from datetime import datetime

from workspace.access import Actor
from workspace.accounts.models import (
    AccountLink,
    LinkPurpose,
    OutsideIdentity,
    SignInUnderWay,
    User,
    UserSession,
)

WITHOUT_ACCOUNT = frozenset({LinkPurpose.CONFIRM, LinkPurpose.SIGN_IN, LinkPurpose.RESET})


def may_sign_up(actor: Actor) -> bool:
    """Tell whether this is somebody who is not signed in yet."""
    return actor.is_anonymous


def may_create_user(actor: Actor) -> bool:
    """Tell whether this person makes accounts that need no confirmation."""
    return actor.is_admin


def may_sign_in(user: User) -> bool:
    """Tell whether this address was shown to be theirs, and nobody blocked it; on paper somebody has none."""
    return user.is_confirmed and not user.is_on_paper and user.blocked_at is None


def may_change(actor: Actor, user: User) -> bool:
    """Tell whether this account is the person's own."""
    return actor.id is not None and actor.id == user.id


def may_end(actor: Actor, session: UserSession) -> bool:
    """Tell whether this session is the person's own."""
    return actor.id is not None and actor.id == session.user_id


def may_use_identity(actor: Actor, identity: OutsideIdentity) -> bool:
    """Tell whether this link to an organisation is the person's own."""
    return actor.id is not None and actor.id == identity.user_id


def may_speak_for(actor: Actor, user: User) -> bool:
    """Tell whether this worker entered this person, who does not come online (N14)."""
    return actor.id is not None and user.entered_by_id == actor.id


def may_send_link(actor: Actor, user: User, purpose: LinkPurpose) -> bool:
    """Tell whether a secret link may be made: it goes to the mailbox of the account and nowhere else.

    A new address is asked for from within the account only, and somebody known on paper has no mailbox.
    """
    return not user.is_on_paper and (purpose in WITHOUT_ACCOUNT or may_change(actor, user))


def may_use_link(link: AccountLink, at: datetime) -> bool:
    """Tell whether a link works at this moment. Whoever holds it reads the mailbox that it went to."""
    return link.used_at is None and at < link.expires_at


def may_manage_accounts(actor: Actor) -> bool:
    """Tell whether this person looks accounts up and keeps them in order (roles.md: accounts | admin)."""
    return actor.is_admin and actor.id is not None


def may_block(actor: Actor, user: User) -> bool:
    """Tell whether this person lets somebody in no more, or again: never themselves."""
    return may_manage_accounts(actor) and actor.id != user.id and not user.is_on_paper


def may_name_administrator(actor: Actor, user: User) -> bool:
    """Tell whether this person makes this one an administrator, or no longer."""
    return may_manage_accounts(actor) and user.is_confirmed and not user.is_on_paper


def may_finish_sign_in(under_way: SignInUnderWay, at: datetime) -> bool:
    """Tell whether somebody may still take their second step. Whoever holds its secret took the first."""
    return at < under_way.expires_at


def may_reset_second_steps(actor: Actor) -> bool:
    """Tell whether this is the command line: on a screen, one taken account could open every other."""
    return actor.is_admin and actor.id is None


def may_keep_house(actor: Actor) -> bool:
    """Tell whether this is the clock or the command line."""
    return actor.is_admin and actor.id is None
