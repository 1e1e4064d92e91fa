"""A report that was adopted never changes again: the session refuses it, whatever the action was."""

from sqlalchemy import event, inspect
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.orm.util import identity_key

from workspace.reporting.models.reports import NothingToTell, PlanLine, ProgrammeReport, ReportState
from workspace.reporting.models.sections import ReportSection

PARTS = (ReportSection, PlanLine, NothingToTell)


class FrozenReport(RuntimeError):
    """Something tried to change a report that was adopted."""


@event.listens_for(Session, "before_flush")
def _refuse_changes_of_adopted(session: Session, *_: object) -> None:
    changed = [thing for thing in session.dirty if session.is_modified(thing)] + list(session.deleted)
    for thing in changed:
        if isinstance(thing, ProgrammeReport) and _was_adopted(thing):
            raise FrozenReport("An adopted report does not change: make a new version.")
    for thing in (*changed, *session.new):
        if isinstance(thing, PARTS):
            whole = session.identity_map.get(identity_key(ProgrammeReport, thing.report_id))
            if isinstance(whole, ProgrammeReport) and _was_adopted(whole):
                raise FrozenReport("An adopted report does not change: make a new version.")


@event.listens_for(Session, "do_orm_execute")
def _refuse_changes_in_bulk(state: ORMExecuteState) -> None:
    """Reports are changed one by one, so that the rule above sees each."""
    if not (state.is_update or state.is_delete) or state.bind_mapper is None:
        return
    if state.bind_mapper.class_ is ProgrammeReport:
        raise FrozenReport("Change a report as one thing, not in bulk.")


def _was_adopted(report: ProgrammeReport) -> bool:
    """Tell whether the database holds it as adopted; not what this transaction makes of it."""
    before = inspect(report).attrs.state.history
    if before.deleted:
        return bool(before.deleted[0] == ReportState.ADOPTED)
    return report.state == ReportState.ADOPTED and not before.added
