"""Secrets that must be read back, kept so that a copy of the database alone tells nothing of them."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app


def seal(secret: str, *, purpose: str) -> str:
    """Return a secret as it is stored, encrypted with a key for this purpose made from SECRET_KEY."""
    return _box(purpose).encrypt(secret.encode()).decode()


def unseal(sealed: str, *, purpose: str) -> str | None:
    """Return what was sealed, also with the key of before; None when SECRET_KEY is yet another one since."""
    try:
        return _box(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _box(purpose: str) -> MultiFernet:
    keys = [current_app.config["SECRET_KEY"], *current_app.config["SECRET_KEY_FALLBACKS"]]
    return MultiFernet([Fernet(_derived(key, purpose)) for key in keys])


def _derived(secret_key: str, purpose: str) -> bytes:
    derive = HKDF(SHA256(), length=32, salt=None, info=f"samenbord {purpose}".encode())  # RFC 5869
    return base64.urlsafe_b64encode(derive.derive(secret_key.encode()))
