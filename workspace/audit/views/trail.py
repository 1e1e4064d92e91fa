"""The audit trail: what was done, by whom and when; never what people wrote."""

from contextlib import suppress
from datetime import date
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.audit import policy
from workspace.audit.actions import note_reading
from workspace.audit.models import AuditKind
from workspace.audit.queries.lines import Line, Wanted, export_lines, list_lines
from workspace.audit.views.blueprint import bp
from workspace.audit.words import deed
from workspace.spreadsheets import as_attachment, csv_text
from workspace.web import actor_here

LARGEST = 2**31 - 1
PLACES = ("programme_id", "board_id", "initiative_id", "subject_id")


@bp.get("/beheer/controlespoor")
def trail() -> ResponseReturnValue:
    require(policy.may_read_trail(actor_here()))
    wanted, before = _wanted(), _number("voor")
    lines, more = list_lines(wanted, before=before, seen_by=actor_here())
    return render_template(
        "audit/trail.html",
        wanted=wanted,
        lines=[(line, deed(line.verb), _about(line)) for line in lines],
        older=url_for("audit.trail", **_asked(wanted), voor=lines[-1].id) if more else None,
        is_start=before is None,
        export=url_for("audit.export", **_asked(wanted)),
        kinds=list(AuditKind),
    )


@bp.get("/beheer/controlespoor.csv")
def export() -> ResponseReturnValue:
    """Give the lines as a file, with numbers in the place of names."""
    require(policy.may_read_trail(actor_here()))
    wanted = _wanted()
    lines = list(export_lines(wanted, seen_by=actor_here()))
    if request.method == "GET":
        note_reading("audit_exported", by=actor_here(), programme_id=wanted.programme_id)
    head = ("nummer", "moment", "soort", "wat", "wie", "rol", *PLACES, "bijzonderheden", "hash")
    rows = (
        (
            line.id,
            line.happened_at.isoformat(),
            line.kind.value if line.kind else "",
            line.verb,
            line.actor_id,
            line.role.value if line.role else "",
            *(getattr(line, name) for name in PLACES),
            "; ".join(f"{key}={value}" for key, value in line.details.items()),
            line.hash,
        )
        for line in lines
    )
    return csv_text(head, rows), as_attachment("controlespoor")


def _about(line: Line) -> str:
    """Return what a line is about: numbers only, as the administrator may not read all that bears them."""
    about = {
        _("programma"): line.programme_id,
        _("bord"): line.board_id,
        _("initiatief"): line.initiative_id,
        _("nummer"): line.subject_id,
    }
    return ", ".join(f"{word} {number}" for word, number in about.items() if number is not None)


def _wanted() -> Wanted:
    """Return which lines the address asks for; what cannot be read is left out."""
    kind: AuditKind | None = None
    with suppress(ValueError):
        kind = AuditKind(request.args.get("soort", ""))
    return Wanted(kind, _number("persoon"), _number("programma"), _day("van"), _day("tot"))


def _asked(wanted: Wanted) -> dict[str, Any]:
    asked = {
        "soort": wanted.kind.value if wanted.kind else None,
        "persoon": wanted.person_id,
        "programma": wanted.programme_id,
        "van": wanted.since,
        "tot": wanted.until,
    }
    return {key: value for key, value in asked.items() if value is not None}


def _number(name: str) -> int | None:
    typed = request.args.get(name, "")
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 10):
        return None
    return int(typed) if int(typed) <= LARGEST else None


def _day(name: str) -> date | None:
    with suppress(ValueError):
        found = date.fromisoformat(request.args.get(name, ""))
        return found if 2000 <= found.year <= 2200 else None
    return None
