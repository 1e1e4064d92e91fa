"""The frameworks of an initiative as they were, and why they changed (N10)."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import desc, func, select

from workspace.access import Role
from workspace.accounts.models import User
from workspace.db import db
from workspace.initiatives.models import FrameworkChange, Initiative
from workspace.organisations.models import Organisation

AT_MOST = 100


class Frameworks(NamedTuple):
    """The limits within which people are free: what is fixed, what is free, and who decides."""

    fixed: str = ""
    free: str = ""
    decider: str = ""


class Changed(NamedTuple):
    """What the frameworks said until somebody changed them, and why; the first time they said nothing."""

    before: Frameworks
    reason: str
    who: str
    role: Role
    organisation: str | None
    made_at: datetime

    @property
    def is_first(self) -> bool:
        return not any(self.before)


def frameworks_of(initiative: Initiative) -> Frameworks:
    """Return what the frameworks say now."""
    return Frameworks(initiative.frameworks, initiative.frameworks_free, initiative.frameworks_decider)


def list_framework_changes(initiative: Initiative) -> list[Changed]:
    """Return the changes to the frameworks of an initiative the reader was shown, newest first."""
    query = (
        select(
            FrameworkChange.fixed, FrameworkChange.free, FrameworkChange.decider, FrameworkChange.reason,
            User.name, FrameworkChange.role, Organisation.name, FrameworkChange.made_at,
        )
        .join(User, User.id == FrameworkChange.made_by_id)
        .outerjoin(Organisation, Organisation.id == FrameworkChange.organisation_id)
        .where(FrameworkChange.initiative_id == initiative.id)
        .order_by(desc(FrameworkChange.id))
        .limit(AT_MOST)
    )  # fmt: skip
    return [
        Changed(Frameworks(*row[:3]), row[3], row[4], row[5], row[6], row[7])
        for row in db.session.execute(query)
    ]


def version_of_frameworks(initiative: Initiative) -> int:
    """Return a number that rises with each change to the frameworks: 0 when nobody changed them here."""
    last = select(func.max(FrameworkChange.id)).where(FrameworkChange.initiative_id == initiative.id)
    return db.session.scalar(last) or 0
