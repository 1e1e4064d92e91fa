"""One aspect, to be changed."""

from sqlalchemy import Select, select

from workspace.borging.models import AspectCode, BorgingAspect
from workspace.db import db
from workspace.initiatives.models import Initiative


def find_aspect(initiative: Initiative, code: AspectCode) -> BorgingAspect | None:
    """Return an aspect of an initiative the reader was shown, or None when nothing was said of it yet."""
    return db.session.scalar(_aspect(initiative, code))


def get_aspect(initiative: Initiative, code: AspectCode) -> BorgingAspect:
    """Return an aspect of an initiative the reader was shown; raise NoResultFound when nothing was said."""
    return db.session.scalars(_aspect(initiative, code)).one()


def _aspect(initiative: Initiative, code: AspectCode) -> Select[BorgingAspect]:
    here = (BorgingAspect.initiative_id == initiative.id, BorgingAspect.code == code)
    return select(BorgingAspect).where(*here)
