"""What people do with their account."""

import secrets
from hashlib import sha256

from workspace.accounts.models import KeptForm
from workspace.db import db


def keep_form(path: str, fields: dict[str, str]) -> str:
    """Keep what a visitor typed on this page until they have signed in; return the token that finds it."""
    token = secrets.token_urlsafe(24)
    db.session.add(KeptForm(token_hash=hash_of(token), path=path[:500], fields=fields))
    return token


def hash_of(token: str) -> str:
    """Return what is stored of a secret: enough to recognise it, too little to use it."""
    return sha256(token.encode()).hexdigest()
