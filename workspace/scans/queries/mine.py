"""What scans ask of one person: to answer, and to see to a next step."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.orm import contains_eager

from workspace.access import Actor
from workspace.boards.models import Board
from workspace.borging.models import AspectCode, BorgingAspect
from workspace.db import db
from workspace.initiatives.models import Initiative, Participation, Stage, Support
from workspace.initiatives.queries import visible_initiatives
from workspace.scans import policy
from workspace.scans.models import Scan, ScanAnswer, ScanStep
from workspace.times import day_of, today

AT_MOST = 50


class WaitingScan(NamedTuple):
    """An open scan that this person can answer and did not."""

    initiative_id: int
    title: str
    open_since: date


class MyStep(NamedTuple):
    """A next step for which this person, or an organisation they may commit, is asked."""

    initiative_id: int
    title: str
    scan_id: int
    question: AspectCode
    step: str
    due_on: date | None
    is_late: bool


def list_waiting_scans(actor: Actor) -> list[WaitingScan]:
    """Return the open scans of what this person has a part in: made, joined, supports, or answers for.

    Not of every initiative of a programme they are an insider of.
    """
    joined = exists().where(Participation.initiative_id == Initiative.id, Participation.user_id == actor.id)
    answered = exists().where(ScanAnswer.scan_id == Scan.id, ScanAnswer.user_id == actor.id)
    supports = exists().where(Support.initiative_id == Initiative.id, Support.user_id == actor.id)
    asked = or_(BorgingAspect.person_id == actor.id, BorgingAspect.organisation_id.in_(actor.represents))
    answers = exists().where(BorgingAspect.initiative_id == Initiative.id, asked)
    own = or_(Initiative.created_by_id == actor.id, Initiative.coordinator_id == actor.id)
    query = (
        visible_initiatives(actor)
        .join(Scan, and_(Scan.initiative_id == Initiative.id, Scan.closed_at.is_(None)))
        .where(or_(own, joined, supports, answers), ~answered, _goes_on())
        .options(contains_eager(Initiative.board).contains_eager(Board.programme))
        .add_columns(Scan.opened_at, joined)
        .order_by(Scan.opened_at, Scan.id)
        .limit(AT_MOST)
    )
    return [
        WaitingScan(initiative.id, initiative.title, day_of(opened_at))
        for initiative, opened_at, has_joined in db.session.execute(query)
        if policy.may_answer_scan(actor, initiative, has_joined=bool(has_joined))
    ]


def list_my_steps(actor: Actor) -> list[MyStep]:
    """Return the steps that wait for this person, or for an organisation they may commit, by day."""
    for_organisation = and_(ScanStep.person_id.is_(None), ScanStep.organisation_id.in_(actor.represents))
    query = (
        visible_initiatives(actor)
        .join(Scan, Scan.initiative_id == Initiative.id)
        .join(ScanStep, ScanStep.scan_id == Scan.id)
        .where(or_(ScanStep.person_id == actor.id, for_organisation), ScanStep.done_at.is_(None), _goes_on())
        .with_only_columns(
            Initiative.id, Initiative.title, Scan.id, ScanStep.question, ScanStep.step, ScanStep.due_on
        )
        .order_by(ScanStep.due_on, ScanStep.id)
        .limit(AT_MOST)
    )
    day = today()
    return [
        MyStep(*row, is_late=row.due_on is not None and row.due_on < day) for row in db.session.execute(query)
    ]


def _goes_on() -> ColumnElement[bool]:
    return Initiative.stage.not_in([stage for stage in Stage if stage.is_end])
