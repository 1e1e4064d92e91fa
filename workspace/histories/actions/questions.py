"""The questions with which a history ends, and with which a later phase begins."""

from sqlalchemy import func, select

from workspace.access import Actor, require
from workspace.db import db
from workspace.histories import policy
from workspace.histories.actions.layout import Gone
from workspace.histories.actions.telling import tell_history
from workspace.histories.models import ClosingQuestion, LearningHistory, StartingPoint
from workspace.learning.models import LearningMoment, MomentKind
from workspace.learning.queries.sight import shown_moments

LONGEST = 400  # characters


def add_question(history: LearningHistory, *, text: str, by: Actor) -> ClosingQuestion:
    """Return a new question at the end of a history, which is held."""
    require(policy.may_make_history(by, history.programme_id))
    return _add(history, ClosingQuestion(history_id=history.id, text=text), by)


def take_question(history: LearningHistory, moment_id: int, *, by: Actor) -> ClosingQuestion:
    """Return a new question that was caught as a moment; raise Gone. The same moment gives one question."""
    require(policy.may_make_history(by, history.programme_id))
    query = shown_moments(by).where(
        LearningMoment.id == moment_id,
        LearningMoment.kind == MomentKind.QUESTION,
        LearningMoment.programme_id == history.programme_id,
    )
    moment = db.session.scalars(query).one_or_none()
    if moment is None:
        raise Gone
    taken = select(ClosingQuestion).where(
        ClosingQuestion.history_id == history.id, ClosingQuestion.moment_id == moment_id
    )
    if (found := db.session.scalars(taken).first()) is not None:
        return found
    text = " ".join(moment.what.split())
    text = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    return _add(history, ClosingQuestion(history_id=history.id, text=text, moment_id=moment_id), by)


def _add(history: LearningHistory, question: ClosingQuestion, by: Actor) -> ClosingQuestion:
    last = select(func.max(ClosingQuestion.position)).where(ClosingQuestion.history_id == history.id)
    question.position = (db.session.scalar(last) or 0) + 1
    db.session.add(question)
    db.session.flush()  # the event tells which
    tell_history("closing_asked", history, by=by, question=question.id)
    return question


def edit_question(question: ClosingQuestion, history: LearningHistory, *, text: str, by: Actor) -> None:
    """Change the words of a question. One that was caught as a moment stays out of sight with it."""
    require(policy.may_make_history(by, history.programme_id))
    if text == question.text:
        return
    # The words of a moment may have to go one day: an event would keep them.
    before = question.text if question.moment_id is None else None
    question.text = text
    tell_history("closing_edited", history, by=by, question=question.id, before=before)


def remove_question(question: ClosingQuestion, history: LearningHistory, *, by: Actor) -> None:
    """Take a question out of a history, and so out of the phase that begins with it."""
    require(policy.may_make_history(by, history.programme_id))
    before = question.text if question.moment_id is None else None
    db.session.delete(question)
    tell_history("closing_removed", history, by=by, question=question.id, before=before)


def step_question(question: ClosingQuestion, history: LearningHistory, *, down: bool, by: Actor) -> None:
    """Put a question one place further or back among those that this person sees."""
    require(policy.may_make_history(by, history.programme_id))
    seen = shown_moments(by).with_only_columns(LearningMoment.id)
    in_sight = ClosingQuestion.moment_id.is_(None) | ClosingQuestion.moment_id.in_(seen)
    query = select(ClosingQuestion, in_sight).where(ClosingQuestion.history_id == history.id)
    rows = db.session.execute(query.order_by(ClosingQuestion.position, ClosingQuestion.id)).all()
    ordered = [row[0] for row in rows]
    visible = [row[0] for row in rows if row[1] or row[0] is question]
    place = visible.index(question) + (1 if down else -1)
    if 0 <= place < len(visible):
        ordered.remove(question)
        ordered.insert(ordered.index(visible[place]) + (1 if down else 0), question)
    for position, each in enumerate(ordered):
        if each.position != position:
            each.position = position
    tell_history("history_arranged", history, by=by, question=question.id)


def take_over_question(
    question: ClosingQuestion, history: LearningHistory, *, phase_id: int, by: Actor
) -> None:
    """Let a later phase begin with this question. Twice is once."""
    require(policy.may_take_over_question(by, history.programme_id))
    if db.session.get(StartingPoint, (phase_id, question.id)) is not None:
        return
    point = StartingPoint(phase_id=phase_id, question_id=question.id, taken_over_by_id=by.signed_in_id())
    db.session.add(point)
    tell_history("starting_point_taken", history, by=by, question=question.id, phase=phase_id)


def drop_starting_point(question: ClosingQuestion, history: LearningHistory, *, by: Actor) -> None:
    """Let no phase begin with this question any more. Twice is once."""
    require(policy.may_take_over_question(by, history.programme_id))
    query = select(StartingPoint).where(StartingPoint.question_id == question.id)
    points = list(db.session.scalars(query))
    for point in points:
        db.session.delete(point)
    if points:
        tell_history("starting_point_dropped", history, by=by, question=question.id)
