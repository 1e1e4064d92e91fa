"""Asking somebody, or an organisation, to take over what another carries or nobody does."""

from workspace.access import Actor, require
from workspace.db import db, now
from workspace.leaving import policy
from workspace.leaving.actions.telling import tell_transfer
from workspace.leaving.models import Transfer, TransferState
from workspace.leaving.queries.takers import coordinated_by, list_takers
from workspace.leaving.queries.things import Thing, find_thing, hold
from workspace.leaving.queries.transfers import find_open_transfer


class MovedOn(Exception):
    """Somebody was first: it is carried by another now, was asked already, or is no longer there."""


class NotATaker(ValueError):
    """This person or organisation cannot carry it, or can no longer."""


def ask_to_take_over(
    thing: Thing,
    *,
    user_id: int | None = None,
    organisation_id: int | None = None,
    note: str = "",
    departure_id: int | None = None,
    by: Actor,
) -> Transfer:
    """Ask a person to take this over, or put it in the inbox of an organisation; raise MovedOn or NotATaker.

    Nothing changes hands before somebody says yes. Two people who ask at once take turns.
    """
    require(policy.may_hand_on(by, thing))
    hold(thing)
    if thing.subject_id is None:
        raise MovedOn
    fresh = find_thing(thing.kind, thing.subject_id, carrier_id=thing.carrier_id)
    if fresh is None or fresh.is_under_way:
        raise MovedOn
    places = list_takers([fresh], participants_of=coordinated_by([fresh], by))[fresh.key]
    if user_id is not None and not places.has_person(user_id):
        raise NotATaker
    if user_id is None and not places.has_organisation(organisation_id or 0):
        raise NotATaker
    left_over = find_open_transfer(thing.kind, thing.subject_id)
    if left_over is not None:  # it changed hands in another way since that was asked
        left_over.state, left_over.answered_at = TransferState.WITHDRAWN, now()
        db.session.flush()
    transfer = Transfer(
        kind=thing.kind,
        subject_id=thing.subject_id,
        departure_id=departure_id,
        from_user_id=thing.carrier_id,
        to_user_id=user_id,
        to_organisation_id=None if user_id is not None else organisation_id,
        state=TransferState.INBOX if user_id is None else TransferState.ASKED,
        note=note,
        asked_by_id=by.signed_in_id(),
    )
    db.session.add(transfer)
    db.session.flush()  # the event tells which
    tell_transfer("transfer.asked", transfer, fresh, by=by)
    return transfer
