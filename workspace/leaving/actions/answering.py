"""Saying yes or no to taking something over, asking a colleague out of an inbox, and taking a question back.

What is asked and the thing itself are held first, always the thing before the question: of two people who act
at once one is first, and the other hears how it stands now.
"""

from sqlalchemy.exc import NoResultFound

from workspace.access import Actor, require
from workspace.boards.actions.working_group import AlreadyMember, NotACandidate
from workspace.db import db, now
from workspace.leaving import policy
from workspace.leaving.actions.asking import MovedOn, NotATaker
from workspace.leaving.actions.taking import TAKING
from workspace.leaving.actions.telling import tell_transfer
from workspace.leaving.models import Transfer, TransferState
from workspace.leaving.queries.sight import seen_among
from workspace.leaving.queries.takers import list_colleagues, list_takers
from workspace.leaving.queries.things import Thing, find_thing, hold
from workspace.leaving.queries.transfers import hold_transfer
from workspace.organisations.actions import NotAMember


def accept_transfer(transfer: Transfer, *, by: Actor) -> None:
    """Take it over; raise MovedOn when it was answered, taken back, or changed hands meanwhile.

    Raise NotATaker when this person cannot carry it any more: their own role ended, or it was hidden.
    """
    require(policy.may_answer(by, transfer))
    thing = _held(transfer)
    if transfer.state != TransferState.ASKED or transfer.to_user_id != by.id or thing is None:
        raise MovedOn
    if not seen_among([thing], by) or not _can_carry(thing, transfer, by.signed_in_id()):
        raise NotATaker
    try:
        TAKING[transfer.kind](thing, by.signed_in_id(), by)
    except (AlreadyMember, NotACandidate, NotAMember, NoResultFound) as refused:
        raise NotATaker from refused
    _settle(transfer, TransferState.ACCEPTED)
    tell_transfer("transfer.accepted", transfer, thing, by=by)


def decline_transfer(transfer: Transfer, *, reason: str, by: Actor) -> None:
    """Say no; what came out of an inbox goes back there. Raise MovedOn when it does not wait any more."""
    require(policy.may_answer(by, transfer))
    thing = _held(transfer)
    if transfer.state != TransferState.ASKED or transfer.to_user_id != by.id:
        raise MovedOn
    transfer.reason = reason
    if thing is None:
        _settle(transfer, TransferState.WITHDRAWN)
    elif transfer.to_organisation_id is not None:
        transfer.state, transfer.to_user_id = TransferState.INBOX, None
    else:
        _settle(transfer, TransferState.DECLINED)
    tell_transfer("transfer.declined", transfer, thing, by=by)


def assign_transfer(transfer: Transfer, *, user_id: int, by: Actor) -> None:
    """Ask a colleague to take something out of the inbox; who takes it themselves has it at once.

    Raise MovedOn when it is there no longer, NotATaker when this colleague cannot carry it.
    """
    require(policy.may_assign(by, transfer, user_id=user_id))
    thing = _held(transfer)
    takes_it = by.id == user_id
    waits = transfer.state == TransferState.INBOX or (transfer.state.is_open and by.id != user_id)
    if not waits or thing is None or transfer.to_organisation_id is None:
        raise MovedOn
    if not _can_carry(thing, transfer, user_id):
        raise NotATaker
    transfer.state, transfer.to_user_id, transfer.reason = TransferState.ASKED, user_id, ""
    tell_transfer("transfer.assigned", transfer, thing, by=by)
    if takes_it:
        accept_transfer(transfer, by=by)


def take_back(transfer: Transfer, *, by: Actor) -> None:
    """Stop asking; it stays with whoever carries it. Raise MovedOn when it does not wait any more."""
    require(policy.may_take_back(by, transfer, _thing(transfer)))
    thing = _held(transfer)
    if not transfer.state.is_open:
        raise MovedOn
    _settle(transfer, TransferState.WITHDRAWN)
    tell_transfer("transfer.withdrawn", transfer, thing, by=by)


def _thing(transfer: Transfer) -> Thing | None:
    return find_thing(transfer.kind, transfer.subject_id, carrier_id=transfer.from_user_id)


def _held(transfer: Transfer) -> Thing | None:
    """Hold the thing and then the transfer; return the thing if whom it is taken from still carries it."""
    thing = _thing(transfer)
    if thing is not None:
        hold(thing)
    hold_transfer(transfer)
    return _thing(transfer)


def _can_carry(thing: Thing, transfer: Transfer, user_id: int) -> bool:
    if transfer.to_organisation_id is not None:
        found = list_colleagues(transfer.to_organisation_id, [thing])[thing.key]
        return any(each.user_id == user_id for each in found)
    joined = [thing.initiative_id] if thing.initiative_id is not None else []
    return list_takers([thing], participants_of=joined)[thing.key].has_person(user_id)


def _settle(transfer: Transfer, state: TransferState) -> None:
    transfer.state, transfer.answered_at = state, now()
    db.session.flush()
