"""What is kept and why: for everybody as a page, for the administrator as the record that the law asks."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from workspace.access import require
from workspace.audit.actions import note_reading
from workspace.privacy.policy import keeping as policy
from workspace.privacy.views.blueprint import bp
from workspace.privacy.words import csv_head, csv_rows, list_processing, list_terms
from workspace.spreadsheets import as_attachment, csv_text
from workspace.web import actor_here, current_actor, public, settings


@bp.get("/privacy")
@public("Everybody may read what is kept of them.")
def show() -> ResponseReturnValue:
    contact = settings().privacy_contact
    return render_template(
        "privacy/show.html",
        organisation=settings().organisation_name,
        contact=contact,
        contact_link=_link_to(contact),
        processing=list_processing(settings()),
        terms=list_terms(settings()),
    )


@bp.get("/beheer/verwerkingsregister.csv")
def record() -> ResponseReturnValue:
    """Give the record of processing as a file (AVG, article 30)."""
    require(policy.may_see_keeping(current_actor))
    if request.method == "GET":
        note_reading("record_exported", by=actor_here())
    return csv_text(csv_head(), csv_rows(settings())), as_attachment("verwerkingsregister")


def _link_to(contact: str) -> str:
    """Return where a link to this contact leads, or nothing when it is neither a page nor an address."""
    if contact.startswith("https://"):
        return contact
    return f"mailto:{contact}" if "@" in contact and " " not in contact else ""
