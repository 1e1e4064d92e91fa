"""What is done for reports each hour: drafts let go of what people took back."""

from workspace.access import OPERATOR
from workspace.db import db, may_write
from workspace.reporting.actions.clearing import clear_taken_back
from workspace.reporting.queries.sayings import hold_draft, list_drafts_to_clear


def clear_drafts() -> None:
    """Take out of every draft what was taken back since a few days."""
    may_write()
    for number in list_drafts_to_clear():
        report = hold_draft(number)
        if report is not None:
            clear_taken_back(report, by=OPERATOR)
        db.session.commit()
