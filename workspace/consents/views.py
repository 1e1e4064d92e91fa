"""One's own page of what one agreed to."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from workspace.consents.queries import list_consents
from workspace.web import actor_here

bp = Blueprint("consents", __name__)

# Where somebody sees what it is about, and takes it back.
PAGES = {
    "learning_moment": "/leermomenten/{}",
    "initiative": "/initiatieven/{}",
    "mail_choice": "/mijn/post",
}


@bp.get("/account/toestemmingen")
def mine() -> ResponseReturnValue:
    """Show every yes and no of the person at the keyboard."""
    rows = [
        (row, PAGES[row.subject_kind].format(row.subject_id) if row.subject_kind in PAGES else None)
        for row in list_consents(seen_by=actor_here())
    ]
    return render_template("consents/mine.html", rows=rows)
