"""With what somebody came in before, as the trail tells."""

from sqlalchemy import select

from workspace.audit.models import AuditEntry
from workspace.db import db

LOOKED_AT = 500  # times, newest first


def list_devices_used(user_id: int) -> set[str]:
    """Return the kinds of device (`workspace.devices.code_of`) of which the trail holds that they came in."""
    query = (
        select(AuditEntry.details)
        .where(AuditEntry.actor_id == user_id, AuditEntry.verb == "signed_in")
        .order_by(AuditEntry.id.desc())
        .limit(LOOKED_AT)
    )
    return {str(details["device"]) for details in db.session.scalars(query) if "device" in details}
