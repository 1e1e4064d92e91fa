"""Saved questions of a programme."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from workspace.accounts.models import User
from workspace.db import db
from workspace.programmes.models import Programme
from workspace.what_falls.models import Analysis

AT_MOST = 100


class SavedRow(NamedTuple):
    """A saved question in a list, with what was found then."""

    id: int
    name: str
    found: dict[str, Any]
    made_by: str
    made_at: datetime


def list_saved(programme: Programme) -> list[SavedRow]:
    """Return the saved questions of a programme, newest first. The caller asks policy who may see them."""
    query = (
        select(Analysis.id, Analysis.name, Analysis.found, User.name, Analysis.made_at)
        .join(Analysis.made_by)
        .where(Analysis.programme_id == programme.id)
        .order_by(Analysis.id.desc())
        .limit(AT_MOST)
    )
    return [SavedRow(*row) for row in db.session.execute(query)]


def get_saved(analysis_id: int, programme: Programme) -> Analysis:
    """Return one saved question of this programme, with who made it; raise NoResultFound."""
    here = select(Analysis).where(Analysis.id == analysis_id, Analysis.programme_id == programme.id)
    maker = joinedload(Analysis.made_by).load_only(User.name, raiseload=True)
    return db.session.scalars(here.options(maker)).one()
