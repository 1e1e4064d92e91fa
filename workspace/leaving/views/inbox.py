"""The inbox of an organisation: what lies there until one of its people takes it."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.forms import Form
from workspace.leaving import policy
from workspace.leaving.actions import MovedOn, NotATaker, assign_transfer
from workspace.leaving.forms import AssignForm
from workspace.leaving.models import Carried, TransferState
from workspace.leaving.queries.takers import Taker, list_colleagues
from workspace.leaving.queries.transfers import Waiting, get_transfer_in_inbox, list_inbox
from workspace.leaving.views.blueprint import bp, write_to
from workspace.organisations.models import Organisation
from workspace.organisations.queries import get_organisation
from workspace.web import current_actor


@bp.get("/organisaties/<slug>/postvak")
def inbox(slug: str) -> ResponseReturnValue:
    return _page(_organisation(slug))


@bp.post("/organisaties/<slug>/postvak/<int:transfer_id>/neem")
def take(slug: str, transfer_id: int) -> ResponseReturnValue:
    """Take something out of the inbox oneself."""
    return _assign(slug, transfer_id, current_actor.signed_in_id())


@bp.post("/organisaties/<slug>/postvak/<int:transfer_id>")
def assign(slug: str, transfer_id: int) -> ResponseReturnValue:
    """Ask a colleague to take something out of the inbox, as a representative."""
    organisation = _organisation(slug)
    require(organisation.id in current_actor.represents)
    transfer = get_transfer_in_inbox(transfer_id, organisation)
    row = next(
        (each for each in list_inbox(organisation, seen_by=current_actor) if each.id == transfer.id), None
    )
    if row is None:
        return _page(organisation, moved_on=True), 409
    form = AssignForm(prefix=f"wie-{row.id}-")
    form.offer(_people(organisation, [row]).get(row.id, []))
    person = form.person_id() if form.validate_on_submit() else None
    if person is None:
        return _page(organisation, failed=form), 422
    return _assign(slug, transfer_id, person)


def _assign(slug: str, transfer_id: int, user_id: int) -> ResponseReturnValue:
    organisation = _organisation(slug)
    transfer = get_transfer_in_inbox(transfer_id, organisation)
    require(policy.may_assign(current_actor, transfer, user_id=user_id))
    try:
        assign_transfer(transfer, user_id=user_id, by=current_actor)
    except MovedOn:
        return _page(organisation, moved_on=True), 409
    except NotATaker:
        return _page(organisation, cannot_carry=True), 409
    if user_id == current_actor.id:
        flash(_("U hebt dit overgenomen."))
    else:
        row = next(
            (each for each in list_inbox(organisation, seen_by=current_actor) if each.id == transfer.id), None
        )
        if row is not None and row.thing is not None:
            write_to(user_id, [row.thing])
        flash(_("Gevraagd. Het ligt hier tot uw collega ja zegt."))
    return redirect(url_for("leaving.inbox", slug=slug), 303)


def _organisation(slug: str) -> Organisation:
    organisation = get_organisation(slug, seen_by=current_actor)
    require(policy.may_see_inbox(current_actor, organisation.id))
    return organisation


def _page(
    organisation: Organisation,
    *,
    failed: AssignForm | None = None,
    moved_on: bool = False,
    cannot_carry: bool = False,
) -> str:
    represents = organisation.id in current_actor.represents
    waiting = list_inbox(organisation, seen_by=current_actor)
    people = _people(organisation, waiting) if represents else {}
    rows = []
    for row in waiting:
        form = AssignForm(prefix=f"wie-{row.id}-", formdata=None) if row.id in people else None
        if form is not None:
            form.offer(people[row.id])
            form = failed if failed is not None and failed._prefix == form._prefix else form
        may_take = row.is_needed and row.state == TransferState.INBOX and row.kind != Carried.REPRESENTATION
        rows.append((row, form, may_take))
    return render_template(
        "leaving/inbox.html",
        organisation=organisation,
        rows=rows,
        represents=represents,
        failed=failed,
        moved_on=moved_on,
        cannot_carry=cannot_carry,
        bare=Form(formdata=None),
    )


def _people(organisation: Organisation, rows: Sequence[Waiting]) -> dict[int, list[Taker]]:
    """Return who could take each thing that still has to be taken, by the number of its row."""
    needed = {row.id: row.thing for row in rows if row.is_needed and row.thing is not None}
    found = list_colleagues(organisation.id, list(needed.values()))
    return {number: found[thing.key] for number, thing in needed.items()}
