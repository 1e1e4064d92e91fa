"""What is asked of somebody, one by one or all at once."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from workspace.forms import Form
from workspace.leaving.actions import MovedOn, NotATaker, accept_transfer, decline_transfer
from workspace.leaving.forms import DeclineForm
from workspace.leaving.queries.sight import seen_among
from workspace.leaving.queries.things import find_thing
from workspace.leaving.queries.transfers import get_transfer, get_transfer_asked_of, list_asked_of
from workspace.leaving.views.blueprint import bp
from workspace.web import current_actor


@bp.get("/mijn/overnemen")
def asked() -> ResponseReturnValue:
    """Show what this person is asked to take over."""
    return _page()


@bp.post("/mijn/overnemen/<int:transfer_id>/ja")
def accept(transfer_id: int) -> ResponseReturnValue:
    """Take one thing over."""
    transfer = get_transfer_asked_of(transfer_id, seen_by=current_actor)
    try:
        accept_transfer(transfer, by=current_actor)
    except MovedOn:
        return _page(moved_on=True), 409
    except NotATaker:
        return _page(cannot_carry=True), 409
    flash(_("U hebt dit overgenomen."))
    return redirect(url_for("leaving.asked"), 303)


@bp.post("/mijn/overnemen/<int:transfer_id>/nee")
def decline(transfer_id: int) -> ResponseReturnValue:
    """Say no to one thing, and why."""
    transfer = get_transfer_asked_of(transfer_id, seen_by=current_actor)
    thing = find_thing(transfer.kind, transfer.subject_id, carrier_id=transfer.from_user_id)
    form = DeclineForm(prefix=f"nee-{transfer_id}-")
    is_shown = thing is not None and bool(seen_among([thing], current_actor))
    if is_shown and not form.validate_on_submit():  # what is not needed any more asks no reason
        return _page(failed=form), 422
    try:
        decline_transfer(transfer, reason=form.reason.data or "", by=current_actor)
    except MovedOn:
        return _page(moved_on=True), 409
    flash(_("U hebt nee gezegd. Wie het vroeg, ziet uw reden."))
    return redirect(url_for("leaving.asked"), 303)


@bp.post("/mijn/overnemen/alles")
def accept_all() -> ResponseReturnValue:
    """Take over everything that the page showed; what moved on meanwhile is left out and told."""
    shown = set(request.form.getlist("transfer", type=int))
    waiting = [row for row in list_asked_of(current_actor) if row.is_needed and row.id in shown]
    taken = 0
    for row in sorted(waiting, key=lambda row: (row.thing.board_id or 0 if row.thing else 0, row.id)):
        try:
            accept_transfer(get_transfer(row.id), by=current_actor)
        except (MovedOn, NotATaker):
            continue
        taken += 1
    if taken:
        flash(ngettext("U hebt %(num)d ding overgenomen.", "U hebt %(num)d dingen overgenomen.", taken))
    if taken < len(shown):
        flash(_("Niet alles kon nog. Hieronder staat wat er nu van u gevraagd wordt."), "info")
    return redirect(url_for("leaving.asked"), 303)


def _page(*, failed: DeclineForm | None = None, moved_on: bool = False, cannot_carry: bool = False) -> str:
    waiting = list_asked_of(current_actor)
    forms = {row.id: DeclineForm(prefix=f"nee-{row.id}-", formdata=None) for row in waiting}
    if failed is not None:
        forms = {number: failed if form._prefix == failed._prefix else form for number, form in forms.items()}
    return render_template(
        "leaving/asked.html",
        rows=[(row, forms[row.id]) for row in waiting],
        needed=[row for row in waiting if row.is_needed],
        failed=failed,
        moved_on=moved_on,
        cannot_carry=cannot_carry,
        bare=Form(formdata=None),
    )
