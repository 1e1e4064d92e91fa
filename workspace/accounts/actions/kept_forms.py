"""Keeping what a visitor typed until they have signed in."""

import secrets

from workspace.accounts.models import KeptForm, hash_of
from workspace.db import db


def keep_form(path: str, fields: dict[str, list[str]]) -> str:
    """Keep what a visitor typed on this page until they have signed in; return the token that finds it."""
    token = secrets.token_urlsafe(24)
    db.session.add(KeptForm(token_hash=hash_of(token), path=path[:500], fields=fields))
    return token
