"""The scans of an initiative: what came out, opening one, and closing it."""

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.initiatives.queries import get_initiative, get_initiative_to_change
from workspace.scans import policy
from workspace.scans.actions import NothingAnswered, close_scan, open_scan
from workspace.scans.queries import get_scan
from workspace.scans.views.blueprint import HERE, bp, scans_page
from workspace.web import current_actor, go_to, public

WHO_SEES = "whoever sees the initiative sees how its borging stands; nobody sees who answered what"


@bp.get(HERE)
@public(WHO_SEES)
def index(initiative_id: int) -> ResponseReturnValue:
    """Show the scan that is open, what came out of the last one, and those before."""
    return scans_page(get_initiative(initiative_id, seen_by=current_actor))


@bp.get(f"{HERE}/<int:scan_id>")
@public(WHO_SEES)
def show(initiative_id: int, scan_id: int) -> ResponseReturnValue:
    """Show what came out of one scan."""
    initiative = get_initiative(initiative_id, seen_by=current_actor)
    get_scan(initiative, scan_id)
    return scans_page(initiative, scan_id)


@bp.post(f"{HERE}/opening")
def start(initiative_id: int) -> ResponseReturnValue:
    """Open a scan. When somebody was first, theirs is the one that is open."""
    initiative = get_initiative_to_change(initiative_id, seen_by=current_actor)
    require(policy.may_open_scan(current_actor, initiative))
    open_scan(initiative, by=current_actor)
    return go_to(url_for("scans.index", initiative_id=initiative.id))


@bp.post(f"{HERE}/<int:scan_id>/sluiting")
def close(initiative_id: int, scan_id: int) -> ResponseReturnValue:
    """Close a scan that somebody answered."""
    initiative = get_initiative_to_change(initiative_id, seen_by=current_actor)
    require(policy.may_close_scan(current_actor, initiative))
    scan = get_scan(initiative, scan_id)
    try:
        close_scan(initiative, scan, by=current_actor)
    except NothingAnswered:
        nobody = _("Nog niemand heeft geantwoord. De scan blijft open.")
        return scans_page(initiative, moved_on=nobody), 409
    return go_to(url_for("scans.show", initiative_id=initiative.id, scan_id=scan.id))
