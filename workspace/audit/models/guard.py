"""Lines are only added: the session refuses to change or remove one, whatever the action was.

The database refuses it as well, by triggers (migration 0032), but for lines before the start of the trail.
"""

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from workspace.audit.models.tables import AuditEntry


class AppendOnly(RuntimeError):
    """Something tried to change or remove a line that is there for good."""


@event.listens_for(Session, "before_flush")
def _refuse_changes(session: Session, *_: object) -> None:
    for thing in (*session.dirty, *session.deleted):
        if isinstance(thing, AuditEntry):
            raise AppendOnly("A line of the audit trail neither changes nor goes.")


@event.listens_for(Session, "do_orm_execute")
def _refuse_changes_in_bulk(state: ORMExecuteState) -> None:
    changes = state.is_update or state.is_delete
    if changes and state.bind_mapper is not None and state.bind_mapper.class_ is AuditEntry:
        raise AppendOnly("A line of the audit trail neither changes nor goes.")
