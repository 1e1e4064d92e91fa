"""Starting and stopping the clock of a question. Called by other actions, which asked permission."""

from datetime import datetime

from sqlalchemy import select, update

from workspace.access import Actor
from workspace.activity.actions import record
from workspace.clocks.models import ResponseClock, due_after, working_days_between
from workspace.db import db, now
from workspace.programmes.models import Programme
from workspace.times import day_of


def start_clock(
    *,
    programme: Programme,
    board_id: int,
    initiative_id: int,
    comment_id: int | None = None,
    organisation_id: int,
    is_public: bool,
    by: Actor,
) -> ResponseClock:
    """Let a comment, or without one the initiative itself, wait for an answer of this organisation.

    The term of the programme of today counts; a term that is changed later counts for later questions.
    """
    asked_at = now()
    due_on = due_after(day_of(asked_at), programme.response_days)
    clock = ResponseClock(
        board_id=board_id,
        initiative_id=initiative_id,
        comment_id=comment_id,
        organisation_id=organisation_id,
        asked_by_id=by.id,
        asked_at=asked_at,
        first_due_on=due_on,
        due_on=due_on,
    )
    db.session.add(clock)
    db.session.flush()  # what is told names it
    record(
        "question_asked",
        by=by,
        programme_id=programme.id,
        board_id=board_id,
        initiative_id=initiative_id,
        subject_id=clock.id,
        is_public=is_public,
        organisation=organisation_id,
        comment=comment_id,
    )
    return clock


def stop_clock(clock: ResponseClock, *, answer_id: int, at: datetime) -> None:
    """Say that a question was answered at this moment, by this comment."""
    clock.answer_id, clock.answered_at = answer_id, at
    clock.waited_days = working_days_between(day_of(clock.asked_at), day_of(at))


def withdraw_questions(initiative_id: int, *, comment_id: int | None = None) -> None:
    """Take back what was asked by one comment, or all that still waits in an initiative that ended."""
    waits = (
        ResponseClock.initiative_id == initiative_id,
        ResponseClock.answered_at.is_(None),
        ResponseClock.withdrawn_at.is_(None),
    )
    which = (*waits, ResponseClock.comment_id == comment_id) if comment_id else waits
    raised = {"withdrawn_at": now(), "version": ResponseClock.version + 1}
    db.session.execute(
        update(ResponseClock).where(*which).values(raised).execution_options(synchronize_session=False)
    )


def answer_out_of_sight(answer_id: int, *, for_good: bool) -> None:
    """Let the clock go on that an official answer had stopped; `for_good` when its author took it back."""
    gone = {"answered_at": None, "waited_days": None, "version": ResponseClock.version + 1}
    db.session.execute(
        update(ResponseClock)
        .where(ResponseClock.answer_id == answer_id)
        .values(gone | ({"answer_id": None} if for_good else {}))
        .execution_options(synchronize_session=False)
    )


def answer_in_sight_again(answer_id: int, *, at: datetime) -> None:
    """Stop the clock again from which an official answer was hidden, unless another came meanwhile."""
    waits = (ResponseClock.answer_id == answer_id, ResponseClock.answered_at.is_(None))
    clock = db.session.scalar(select(ResponseClock).where(*waits, ResponseClock.withdrawn_at.is_(None)))
    if clock is not None:
        stop_clock(clock, answer_id=answer_id, at=at)
