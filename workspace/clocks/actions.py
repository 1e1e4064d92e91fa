"""Starting and stopping the clock of a question. Called by other actions, which asked permission."""

from datetime import datetime, timedelta

from sqlalchemy import or_, select, update

from workspace.access import Actor
from workspace.activity.actions import record
from workspace.activity.models import BoardPulse
from workspace.boards.models import Board
from workspace.clocks.models import ResponseClock, due_after, working_days_between
from workspace.db import change_rows, db, now
from workspace.programmes.models import Programme
from workspace.times import day_of

# Further ahead than any clock believes that is behind: what it goes by is kept for thirty days (privacy).
FAR_AHEAD = timedelta(days=40)


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
    change_rows(update(ResponseClock).where(*which).values(raised))


def answer_out_of_sight(answer_id: int, *, for_good: bool) -> None:
    """Let the clock go on that an official answer had stopped; `for_good` when its author took it back."""
    gone = {"answered_at": None, "waited_days": None, "version": ResponseClock.version + 1}
    change_rows(
        update(ResponseClock)
        .where(ResponseClock.answer_id == answer_id)
        .values(gone | ({"answer_id": None} if for_good else {}))
    )


def answer_in_sight_again(answer_id: int, *, at: datetime) -> None:
    """Stop the clock again from which an official answer was hidden, unless another came meanwhile."""
    waits = (ResponseClock.answer_id == answer_id, ResponseClock.answered_at.is_(None))
    clock = db.session.scalar(select(ResponseClock).where(*waits, ResponseClock.withdrawn_at.is_(None)))
    if clock is not None:
        stop_clock(clock, answer_id=answer_id, at=at)


def set_clocks_right(at: datetime) -> int:
    """Let what was asked or answered far ahead of this moment be asked or answered now; return how many.

    A clock that was wrong noted it so. Left as it was, a question would wait for a year before it is late,
    or an answer that came at once would count as one of a year.
    """
    far = at + FAR_AHEAD
    query = (
        select(ResponseClock, Programme.response_days)
        .join(Board, Board.id == ResponseClock.board_id)
        .join(Programme, Programme.id == Board.programme_id)
        .where(or_(ResponseClock.asked_at > far, ResponseClock.answered_at > far))
        .order_by(ResponseClock.id)
        .with_for_update(of=ResponseClock)
    )
    found = db.session.execute(query).all()
    for clock, days in found:
        if clock.asked_at > far:
            clock.asked_at = at
            clock.first_due_on = clock.due_on = due_after(day_of(at), days)
        if clock.answered_at is not None:
            clock.answered_at = min(clock.answered_at, at)
            clock.waited_days = working_days_between(day_of(clock.asked_at), day_of(clock.answered_at))
    if found:
        _show_anew({clock.board_id for clock, _ in found})
    return len(found)


def _show_anew(board_ids: set[int]) -> None:
    """Let pages of these boards be drawn anew: they say since when a question waits."""
    raised = {each: each + 1 for each in (BoardPulse.public_version, BoardPulse.partner_version)}
    beat = update(BoardPulse).where(BoardPulse.board_id.in_(board_ids)).values(raised)
    change_rows(beat)
