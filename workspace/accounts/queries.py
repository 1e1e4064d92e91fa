"""Finding accounts, links and kept forms."""

from hashlib import sha256
from typing import Any

from sqlalchemy import select

from workspace.accounts.models import KeptForm
from workspace.db import db


def find_kept_form(token: str, *, path: str) -> dict[str, Any] | None:
    """Return what was typed on this page before signing in, or None."""
    token_hash = sha256(token.encode()).hexdigest()
    return db.session.scalar(
        select(KeptForm.fields).where(KeptForm.token_hash == token_hash, KeptForm.path == path)
    )
