"""Who announces that somebody leaves, who hands on what, and who answers. Pure (domain/roles.md, N22)."""

from typing import Protocol

from workspace.access import Actor
from workspace.leaving.models import Carried, Departure, Transfer


class Carriable(Protocol):
    """Something that somebody carries: where it belongs, and whether the programme team keeps off it."""

    @property
    def kind(self) -> Carried: ...
    @property
    def carrier_id(self) -> int | None: ...
    @property
    def programme_id(self) -> int | None: ...
    @property
    def board_id(self) -> int | None: ...
    @property
    def organisation_id(self) -> int | None: ...
    @property
    def apart(self) -> bool: ...
    @property
    def is_private(self) -> bool: ...


def may_announce_own(actor: Actor) -> bool:
    """Everybody may say that they leave."""
    return actor.is_authenticated


def may_announce_for(actor: Actor, *, organisation_id: int | None, programme_id: int | None) -> bool:
    """Of somebody else: a representative of that organisation, or the manager of that programme."""
    if organisation_id is not None:
        return organisation_id in actor.represents
    return programme_id is not None and programme_id in actor.manages


def may_announce(
    actor: Actor, *, user_id: int, organisation_id: int | None, programme_id: int | None
) -> bool:
    """Everybody of themselves; of another, who may do so for what they leave."""
    is_self = actor.id == user_id and may_announce_own(actor)
    return is_self or may_announce_for(actor, organisation_id=organisation_id, programme_id=programme_id)


def may_change_departure(actor: Actor, departure: Departure) -> bool:
    """Whoever announces such a thing; who leaves, only what they announced themselves."""
    is_own = actor.id == departure.user_id == departure.announced_by_id
    return is_own or may_announce_for(
        actor, organisation_id=departure.organisation_id, programme_id=departure.programme_id
    )


def may_see_carried(actor: Actor, thing: Carriable) -> bool:
    """Who carries it, a representative of its organisation, its theme lead, the programme manager."""
    if actor.id is not None and actor.id == thing.carrier_id:
        return True
    return not thing.is_private and (
        thing.organisation_id in actor.represents
        or thing.board_id in actor.leads
        or thing.programme_id in actor.manages
    )


def may_hand_on(actor: Actor, thing: Carriable) -> bool:
    """Who may change it otherwise may give it, and who answers in person while they belong there."""
    if thing.kind in {Carried.BOARD, Carried.MEETING}:
        return _steers(actor, thing)
    if thing.kind == Carried.OFFER:
        return thing.board_id in actor.leads or thing.programme_id in actor.manages
    represents = thing.organisation_id in actor.represents
    if thing.kind == Carried.REPRESENTATION:
        return represents
    if thing.kind == Carried.QUESTION:  # colleagues know each other; a programme need not know them
        return represents or _gives_own(actor, thing)
    return represents or _gives_own(actor, thing) or _steers(actor, thing)


def _gives_own(actor: Actor, thing: Carriable) -> bool:
    is_own = actor.id is not None and actor.id == thing.carrier_id
    if thing.kind == Carried.INITIATIVE:
        in_team = thing.programme_id in actor.team_of
        takes_part = thing.programme_id is not None and actor.takes_part_in(thing.programme_id)
        return is_own and takes_part and not (in_team and thing.apart)
    return is_own and (thing.organisation_id is None or thing.organisation_id in actor.member_of)


def _steers(actor: Actor, thing: Carriable) -> bool:
    return thing.board_id in actor.leads or (thing.programme_id in actor.team_of and not thing.apart)


def may_answer(actor: Actor, transfer: Transfer) -> bool:
    """Only who was asked says yes or no."""
    return actor.id is not None and actor.id == transfer.to_user_id


def may_assign(actor: Actor, transfer: Transfer, *, user_id: int) -> bool:
    """Out of an inbox: a representative asks a colleague, and every member takes something themselves.

    Committing the organisation nobody takes: that is given.
    """
    organisation_id = transfer.to_organisation_id
    if organisation_id in actor.represents:
        return True
    takes = actor.id == user_id and organisation_id in actor.member_of
    return takes and transfer.kind != Carried.REPRESENTATION


def may_take_back(actor: Actor, transfer: Transfer, thing: Carriable | None) -> bool:
    """Who asked, or who might have asked instead."""
    asked = actor.id is not None and actor.id == transfer.asked_by_id
    return asked or (thing is not None and may_hand_on(actor, thing))


def may_see_inbox(actor: Actor, organisation_id: int) -> bool:
    return organisation_id in actor.member_of


def may_see_unowned(actor: Actor, programme_id: int) -> bool:
    """It belongs to the handover dashboard: for all insiders."""
    return programme_id in actor.insider_in
