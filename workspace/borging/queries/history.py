"""Who changed an aspect, when, and why."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select

from workspace.accounts.models import User
from workspace.borging.models import AspectChange, AspectCode, AspectState, BorgingAspect
from workspace.db import db
from workspace.organisations.models import Organisation

AT_MOST = 50


class ChangeRow(NamedTuple):
    """One change of an aspect; from and to are the same when a claim was confirmed again."""

    changed_by: str | None
    changed_at: datetime
    from_state: AspectState
    to_state: AspectState
    organisation: str | None
    valid_until: date | None
    why: str


def history_of(initiative_id: int, code: AspectCode) -> list[ChangeRow]:
    """Return the last fifty changes of an aspect of an initiative the reader was shown, newest first."""
    query = (
        select(
            User.name,
            AspectChange.changed_at,
            AspectChange.from_state,
            AspectChange.to_state,
            Organisation.name,
            AspectChange.valid_until,
            AspectChange.why,
        )
        .join(BorgingAspect, BorgingAspect.id == AspectChange.aspect_id)
        .outerjoin(User, User.id == AspectChange.changed_by_id)
        .outerjoin(Organisation, Organisation.id == AspectChange.organisation_id)
        .where(BorgingAspect.initiative_id == initiative_id, BorgingAspect.code == code)
        .order_by(AspectChange.id.desc())
        .limit(AT_MOST)
    )
    return [ChangeRow(*row) for row in db.session.execute(query)]
