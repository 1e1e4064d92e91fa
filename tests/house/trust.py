"""What the routes of access, personal data and running it point at, and what is sent to them."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from tests import cast
from workspace.accounts.models import AccountLink, LinkPurpose, OutsideIdentity, Passkey, UserSession, hash_of
from workspace.db import now

SECRET = "een-geheime-link"
LATER = timedelta(days=30)
PURPOSES = {
    "accounts.confirm": LinkPurpose.CONFIRM,
    "accounts.sign_in_by_link": LinkPurpose.SIGN_IN,
    "accounts.reset_password": LinkPurpose.RESET,
    "accounts.confirm_new_address": LinkPurpose.CHANGE_EMAIL,
}
FIELDS_TRUST: dict[str, Callable[[SimpleNamespace], dict[str, Any]]] = {
    "privacy.erase": lambda w: {"contributions": "stay"},
    "privacy.erase_person": lambda w: {"contributions": "stay"},
}


def add_trust(w: SimpleNamespace) -> None:
    """Add to the world what these routes need."""
    w.identity_of_nico = cast.save(
        OutsideIdentity(user_id=w.nico.id, issuer="https://linde.example.nl", subject="nico")
    ).id
    w.session_of_nico = cast.save(UserSession(user_id=w.nico.id, key_hash="b" * 64, ends_at=now() + LATER)).id
    w.key_of_nico = cast.save(
        Passkey(user_id=w.nico.id, credential_id="sleutel", public_key=b"", label="Telefoon")
    ).id
    for purpose in LinkPurpose:
        cast.save(
            AccountLink(
                token_hash=hash_of(f"{SECRET}-{purpose}"),
                purpose=purpose,
                user_id=w.nico.id,
                new_email="nieuw@example.nl",
                expires_at=now() + LATER,
            )
        )


def mailed_to(endpoint: str) -> str | None:
    """Return the secret of the link in a mail that leads here, or None where no mail leads."""
    return f"{SECRET}-{PURPOSES[endpoint]}" if endpoint in PURPOSES else None


def thing_trust(name: str, endpoint: str, w: SimpleNamespace) -> Any:
    """Return what a part of an address of these stands for, or None."""
    things: dict[str, Any] = {
        "session_id": getattr(w, "session_of_nico", None),
        "identity_id": getattr(w, "identity_of_nico", None),
        "passkey_id": getattr(w, "key_of_nico", None),
    }
    if endpoint.startswith("audit."):
        things["user_id"] = w.nico.id
    return things.get(name)
