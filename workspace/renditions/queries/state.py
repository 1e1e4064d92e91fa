"""How the making of files stands."""

from sqlalchemy import func, select

from workspace.db import db
from workspace.renditions.models import Rendition, RenditionState


def count_failed() -> int:
    """Return how many files could not be made."""
    failed = select(func.count()).where(Rendition.state == RenditionState.FAILED)
    return db.session.scalar(failed) or 0
