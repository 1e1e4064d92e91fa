"""Handovers of an initiative, who has to answer them, and from which day it is carried."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, desc, select
from sqlalchemy.orm import joinedload, selectinload

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.borging.models import CarryConfirmation, Handover, HandoverState, HandoverStep
from workspace.db import db
from workspace.initiatives.models import Initiative, Stage
from workspace.initiatives.queries import visible_initiatives
from workspace.organisations.models import Organisation
from workspace.times import HERE

AT_MOST = 50
WHAT_PAGES_SHOW = (
    joinedload(Handover.to_organisation).load_only(Organisation.name, raiseload=True),
    selectinload(Handover.steps).options(
        joinedload(HandoverStep.by).load_only(User.name, raiseload=True),
        joinedload(HandoverStep.organisation).load_only(Organisation.name, raiseload=True),
    ),
)


class HandoverLine(NamedTuple):
    """How the last handover of an initiative stands."""

    state: HandoverState
    to_organisation_id: int
    organisation: str
    from_day: date


class WaitingOffer(NamedTuple):
    """An offer that waits for the answer of an organisation."""

    initiative_id: int
    title: str
    organisation: str
    from_day: date


def find_last_handover(initiative_id: int) -> HandoverLine | None:
    """Return how the last handover stands of an initiative the reader was shown, or None."""
    row = db.session.execute(_last(), {"initiative": initiative_id}).first()
    return HandoverLine(*row) if row else None


@cache
def _last() -> Select[*tuple[Any, ...]]:
    """Return the statement, made once: making it costs more than running it."""
    return (
        select(Handover.state, Handover.to_organisation_id, Organisation.name, Handover.from_day)
        .join(Organisation, Organisation.id == Handover.to_organisation_id)
        .where(Handover.initiative_id == bindparam("initiative"))
        .order_by(desc(Handover.id))
        .limit(1)
    )


def list_handovers(initiative: Initiative) -> Sequence[Handover]:
    """Return the handovers of an initiative the reader was shown, with their steps, newest first."""
    mine = select(Handover).where(Handover.initiative_id == initiative.id).options(*WHAT_PAGES_SHOW)
    fresh = mine.execution_options(populate_existing=True)
    return db.session.scalars(fresh.order_by(desc(Handover.id)).limit(AT_MOST)).all()


def get_handover(initiative: Initiative, handover_id: int) -> Handover:
    """Return a handover of an initiative the reader was shown; raise NoResultFound when it is not one."""
    here = (Handover.initiative_id == initiative.id, Handover.id == handover_id)
    query = select(Handover).where(*here).options(*WHAT_PAGES_SHOW)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def list_waiting_offers(actor: Actor) -> list[WaitingOffer]:
    """Return the offers that wait for an answer of an organisation this person may commit."""
    query = (
        visible_initiatives(actor)
        .join(Handover, Handover.initiative_id == Initiative.id)
        .join(Organisation, Organisation.id == Handover.to_organisation_id)
        .where(
            Handover.to_organisation_id.in_(actor.represents),
            Handover.state == HandoverState.OFFERED,
            Initiative.stage.not_in([stage for stage in Stage if stage.is_end]),
        )
        .with_only_columns(Initiative.id, Initiative.title, Organisation.name, Handover.from_day)
        .order_by(Handover.from_day, Handover.id)
        .limit(AT_MOST)
    )
    return [WaitingOffer(*row) for row in db.session.execute(query)]


def find_carried_from(initiative_id: int | None = None) -> dict[int, date]:
    """Return from which day an organisation that stays carries each initiative, or this one alone.

    Either it confirmed that it carries it itself, or it accepted a handover that holds from some day.
    """
    confirmed = select(CarryConfirmation.initiative_id, CarryConfirmation.confirmed_at)
    accepted = select(Handover.initiative_id, Handover.from_day).where(
        Handover.state == HandoverState.ACCEPTED
    )
    if initiative_id is not None:
        confirmed = confirmed.where(CarryConfirmation.initiative_id == initiative_id)
        accepted = accepted.where(Handover.initiative_id == initiative_id)
    found = {id: moment.astimezone(HERE).date() for id, moment in db.session.execute(confirmed)}
    for id, day in db.session.execute(accepted):
        found[id] = min(day, found.get(id, day))
    return found
