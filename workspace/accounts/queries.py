"""Finding accounts, links and kept forms."""

from typing import Any

from sqlalchemy import select

from workspace.accounts.models import KeptForm, hash_of
from workspace.db import db


def find_kept_form(token: str, *, path: str) -> dict[str, Any] | None:
    """Return what was typed on this page before signing in, or None."""
    kept = select(KeptForm.fields).where(KeptForm.token_hash == hash_of(token), KeptForm.path == path)
    return db.session.scalar(kept)
