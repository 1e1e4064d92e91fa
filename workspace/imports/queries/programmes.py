"""Finding the programme that an import is for."""

from sqlalchemy import select

from workspace.db import db
from workspace.programmes.models import Programme


def find_programme(slug: str) -> Programme | None:
    """Return the programme with this address, for whoever has the command line; None when there is none."""
    return db.session.scalar(select(Programme).where(Programme.slug == slug))
