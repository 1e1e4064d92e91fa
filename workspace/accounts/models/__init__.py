"""People, their sessions, what shows that it is them, and links and forms kept for them."""

from workspace.accounts.models.links import AccountLink, KeptForm, LinkPurpose
from workspace.accounts.models.people import EMAIL_LENGTH, NAME_LENGTH, User, hash_of
from workspace.accounts.models.second_steps import (
    CodeGenerator,
    OutsideIdentity,
    Passkey,
    PasskeyChallenge,
    RecoveryCode,
)
from workspace.accounts.models.sessions import SignInUnderWay, UserSession, Way

__all__ = [
    "EMAIL_LENGTH",
    "NAME_LENGTH",
    "AccountLink",
    "CodeGenerator",
    "KeptForm",
    "LinkPurpose",
    "OutsideIdentity",
    "Passkey",
    "PasskeyChallenge",
    "RecoveryCode",
    "SignInUnderWay",
    "User",
    "UserSession",
    "Way",
    "hash_of",
]
