"""Trials without their lead that ask something of one person: to agree, or to look at how it went."""

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import contains_eager

from workspace.access import Actor
from workspace.boards.models import Board
from workspace.db import db
from workspace.independence import policy
from workspace.independence.models import Independence, Outcome, SoloTrial
from workspace.independence.models.rules import outcome_of
from workspace.initiatives.models import Initiative, Stage
from workspace.initiatives.queries import visible_initiatives
from workspace.times import today

AT_MOST = 50
SOON = timedelta(days=14)  # before its last day and after it, a trial is shown


class MyTrial(NamedTuple):
    """A trial of an initiative; `asks` says what it waits for."""

    initiative_id: int
    title: str
    starts_on: date
    ends_on: date
    asks: str  # "agreement", "end" when it ends soon, "outcome" when it ended not long ago


def list_my_trials(actor: Actor) -> list[MyTrial]:
    """Return the trials that wait for this person's agreement, end soon, or ended not long ago."""
    rows = db.session.execute(_query(actor, today())).all()
    asked = [(trial, initiative, _asks(actor, trial, initiative)) for trial, initiative in rows]
    return [
        MyTrial(initiative.id, initiative.title, trial.starts_on, trial.ends_on, asks)
        for trial, initiative, asks in asked
        if asks
    ]


def _query(actor: Actor, day: date) -> Select[SoloTrial, Initiative]:
    """Return the trials of what this person may speak for; which of them ask something is seen after."""
    steers = or_(Initiative.board_id.in_(actor.leads), Board.programme_id.in_(actor.team_of | actor.manages))
    own = or_(Initiative.created_by_id == actor.id, Initiative.coordinator_id == actor.id)
    carries = or_(own, Initiative.owner_id.in_(actor.represents))
    waits = SoloTrial.agreed_at.is_(None)
    turns = SoloTrial.ends_on <= day + SOON
    return (
        select(SoloTrial, Initiative)
        .join(Initiative, Initiative.id == SoloTrial.initiative_id)
        .join(Initiative.board)
        .join(Board.programme)
        .options(contains_eager(Initiative.board).contains_eager(Board.programme))
        .where(
            Initiative.id.in_(visible_initiatives(actor).with_only_columns(Initiative.id)),
            Initiative.stage.not_in([stage for stage in Stage if stage.is_end]),
            or_(steers, carries),
            SoloTrial.stopped_at.is_(None),
            SoloTrial.ends_on >= day - SOON,
            or_(waits, and_(SoloTrial.starts_on <= day, turns)),
        )
        .order_by(SoloTrial.ends_on, SoloTrial.id)
        .limit(AT_MOST)
    )


def _asks(actor: Actor, trial: SoloTrial, initiative: Initiative) -> str:
    stands = outcome_of(trial, Independence(), on=today())
    if stands == Outcome.PROPOSED:
        return "agreement" if policy.may_agree_to_trial(actor, initiative, trial) else ""
    if not policy.sides_of(actor, initiative):
        return ""
    if stands == Outcome.RUNNING:
        return "end"
    return "" if stands == Outcome.NOT_AGREED else "outcome"
