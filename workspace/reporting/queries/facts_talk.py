"""What was said and agreed in a period: answers, advice, moments, threads, questions, handovers."""

from collections import Counter, defaultdict
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from workspace.advice.models import Advice
from workspace.answers.queries.questions import visible_questions
from workspace.boards.models import Board
from workspace.boards.queries.sight import visible_boards
from workspace.borging.models import CarryConfirmation, Handover, HandoverState, HandoverStep
from workspace.clocks.models import ResponseClock, median_of
from workspace.db import db
from workspace.histories.models import ClosingQuestion, LearningHistory
from workspace.histories.queries.whole import in_sight_with_moment
from workspace.initiatives.models import Initiative, Visibility
from workspace.initiatives.queries.sight import in_sight
from workspace.learning.models import LearningMoment, MomentPicture, shown_as
from workspace.learning.queries.sight import shown_moments
from workspace.organisations.models import Organisation
from workspace.programmes.models import Phase
from workspace.reporting.queries.facts_initiatives import initiatives_in
from workspace.reporting.queries.facts_period import Period
from workspace.reporting.queries.facts_shapes import (
    AdviceFact,
    Answered,
    HandedOver,
    Moment,
    Question,
    Thread,
)
from workspace.threads.models import RedThread, ThreadMoment
from workspace.times import day_of


def list_answered(period: Period) -> list[Answered]:
    """Return how questions were answered, per theme and in all, without those that were taken back."""
    begins_at, ends_at = period.begins_at, period.ends_at
    answered = and_(ResponseClock.answered_at >= begins_at, ResponseClock.answered_at < ends_at)
    waits = and_(
        ResponseClock.asked_at < ends_at,
        or_(ResponseClock.answered_at.is_(None), ResponseClock.answered_at >= ends_at),
        or_(ResponseClock.withdrawn_at.is_(None), ResponseClock.withdrawn_at >= ends_at),
    )
    query: Any = (
        visible_questions(period.reader)
        .where(Board.programme_id == period.programme.id, Initiative.visibility != Visibility.DRAFT)
        .where(or_(answered, waits))
        .with_only_columns(
            ResponseClock.board_id,
            ResponseClock.due_on,
            ResponseClock.answered_at,
            ResponseClock.waited_days,
        )
    )
    tallies: dict[int | None, Counter[str]] = defaultdict(Counter)
    days: dict[int | None, Counter[int]] = defaultdict(Counter)
    for board_id, due_on, answered_at, waited in db.session.execute(query):
        is_answered = answered_at is not None and answered_at < ends_at
        for key in (board_id, None):
            if is_answered:
                tallies[key]["late" if day_of(answered_at) > due_on else "in_time"] += 1
                days[key][waited or 0] += 1
            else:
                tallies[key]["waiting"] += 1
                tallies[key]["overdue"] += due_on < period.after
    return [
        Answered(
            key, tally["in_time"], tally["late"], median_of(days[key]), tally["waiting"], tally["overdue"]
        )
        for key, tally in tallies.items()
    ]


def list_advice_of(period: Period) -> list[AdviceFact]:
    """Return the advice given in the period, oldest first."""
    told = or_(
        Advice.initiative_id.is_(None),
        and_(in_sight(period.reader), Initiative.visibility != Visibility.DRAFT),
    )
    query: Any = (
        visible_boards(period.reader)
        .join(Advice, Advice.board_id == Board.id)
        .join(Organisation, Organisation.id == Advice.organisation_id)
        .outerjoin(Initiative, Initiative.id == Advice.initiative_id)
        .where(Board.programme_id == period.programme.id, told)
        .where(Advice.given_at >= period.begins_at, Advice.given_at < period.ends_at)
        .with_only_columns(
            Advice.board_id, Initiative.title, Organisation.name, Advice.body, Advice.given_at,
            Advice.followed, Advice.response,
        )
        .order_by(Advice.given_at, Advice.id)
    )  # fmt: skip
    return [
        AdviceFact(board_id, title or "", organisation, body, day_of(at), followed, response)
        for board_id, title, organisation, body, at, followed, response in db.session.execute(query)
    ]


def list_moments(period: Period) -> list[Moment]:
    """Return the moments of the period that were published and not taken back, in the order of time."""
    query: Any = (
        _shown_moments(period)
        .outerjoin(MomentPicture, MomentPicture.moment_id == LearningMoment.id)
        .with_only_columns(
            LearningMoment.id, Board.id.label("board_id"), Initiative.title, LearningMoment.kind,
            LearningMoment.what, LearningMoment.happened_on, LearningMoment.said_by, LearningMoment.said_as,
            LearningMoment.is_role_only, MomentPicture.file_name, MomentPicture.alt,
        )
        .order_by(LearningMoment.happened_on, LearningMoment.id)
    )  # fmt: skip
    return [
        Moment(
            row.id, row.board_id, row.title or "", row.kind, row.what, row.happened_on,
            shown_as(row),
            row.file_name or "", row.alt or "",
        )
        for row in db.session.execute(query)
    ]  # fmt: skip


def list_threads_of(period: Period) -> list[Thread]:
    """Return the red threads that run through moments of the period, those through most of them first."""
    query: Any = (
        _shown_moments(period)
        .join(ThreadMoment, ThreadMoment.moment_id == LearningMoment.id)
        .join(RedThread, RedThread.id == ThreadMoment.thread_id)
        .where(RedThread.removed_at.is_(None), RedThread.programme_id == period.programme.id)
        .where(period.told(RedThread.openness))
        .with_only_columns(
            RedThread.id, RedThread.title, RedThread.sentence, LearningMoment.id, Board.id.label("board_id")
        )
        .order_by(RedThread.id, LearningMoment.happened_on, LearningMoment.id)
    )
    found: dict[int, Thread] = {}
    for number, title, sentence, moment_id, board_id in db.session.execute(query):
        old = found.get(number, Thread(title, sentence, (), ()))
        boards = old.boards if board_id is None or board_id in old.boards else (*old.boards, board_id)
        found[number] = old._replace(moments=(*old.moments, moment_id), boards=boards)
    return sorted(found.values(), key=lambda thread: -len(thread.moments))


def list_questions(period: Period) -> list[Question]:
    """Return the questions with which phases that fall in the period ended, of histories that are out.

    One that was caught as a moment is told as far as that moment is.
    """
    query: Any = (
        select(ClosingQuestion.text, Phase.name)
        .join(LearningHistory, LearningHistory.id == ClosingQuestion.history_id)
        .join(Phase, Phase.id == LearningHistory.phase_id)
        .where(LearningHistory.programme_id == period.programme.id, LearningHistory.published_at.is_not(None))
        .where(period.told(LearningHistory.openness))
        .where(Phase.starts_on <= period.ends_on, Phase.ends_on >= period.starts_on)
        .where(in_sight_with_moment(period.reader))
        .order_by(Phase.starts_on, ClosingQuestion.position, ClosingQuestion.id)
    )
    return [Question._make(row) for row in db.session.execute(query)]


def list_handed_over(period: Period) -> list[HandedOver]:
    """Return what organisations said yes to in the period, oldest first."""
    taker = aliased(Organisation)
    accepted: Any = (
        initiatives_in(period)
        .join(Handover, Handover.initiative_id == Initiative.id)
        .join(HandoverStep, HandoverStep.handover_id == Handover.id)
        .join(taker, taker.id == Handover.to_organisation_id)
        .where(Handover.state == HandoverState.ACCEPTED, HandoverStep.state == HandoverState.ACCEPTED)
        .where(HandoverStep.made_at >= period.begins_at, HandoverStep.made_at < period.ends_at)
        .with_only_columns(Initiative.board_id, Initiative.title, taker.name, Handover.from_day)
        .order_by(HandoverStep.made_at, Handover.id)
    )
    confirmed: Any = (
        initiatives_in(period)
        .join(CarryConfirmation, CarryConfirmation.initiative_id == Initiative.id)
        .join(taker, taker.id == CarryConfirmation.organisation_id)
        .where(
            CarryConfirmation.confirmed_at >= period.begins_at,
            CarryConfirmation.confirmed_at < period.ends_at,
        )
        .with_only_columns(Initiative.board_id, Initiative.title, taker.name, CarryConfirmation.confirmed_at)
        .order_by(CarryConfirmation.confirmed_at, Initiative.id)
    )
    return [
        *(
            HandedOver(board_id, title, name, from_day, False)
            for board_id, title, name, from_day in db.session.execute(accepted)
        ),
        *(
            HandedOver(board_id, title, name, day_of(at), True)
            for board_id, title, name, at in db.session.execute(confirmed)
        ),
    ]


def _shown_moments(period: Period) -> Any:
    """Return the moments of the period that this reader may know, joined with initiative and board if any."""
    return shown_moments(period.reader).where(
        LearningMoment.programme_id == period.programme.id,
        LearningMoment.happened_on.between(period.starts_on, period.after),
    )
