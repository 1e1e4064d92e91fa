"""What somebody said stays: the session refuses to change or remove a line (AVG, article 7, first part)."""

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from workspace.consents.models.tables import ConsentEntry


class SaidStays(RuntimeError):
    """Something tried to change or remove what somebody said; another line takes it back."""


@event.listens_for(Session, "before_flush")
def _refuse_changes(session: Session, *_: object) -> None:
    if any(isinstance(thing, ConsentEntry) for thing in (*session.dirty, *session.deleted)):
        raise SaidStays("Add a line that takes it back.")


@event.listens_for(Session, "do_orm_execute")
def _refuse_changes_in_bulk(state: ORMExecuteState) -> None:
    changes = state.is_update or state.is_delete
    if changes and state.bind_mapper is not None and state.bind_mapper.class_ is ConsentEntry:
        raise SaidStays("Add a line that takes it back.")
