"""Meetings as lists show them, in typed rows: those to come, those of before, and one's own."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, select, tuple_
from sqlalchemy.orm import aliased

from workspace.access import Actor
from workspace.boards.models import Board
from workspace.db import db, now
from workspace.meetings.models import Attendance, Meeting, MeetingState, Reply
from workspace.meetings.queries.sight import visible_meetings
from workspace.programmes.models import Programme

TO_COME_AT_MOST = 100
PAST_AT_ONCE = 20
IN_A_FEED = 300
SHOWN_AFTER = timedelta(days=90)  # that a phone still shows what was
CURSOR = re.compile(r"([0-9]{1,11})-([0-9]{1,9})")


class Cursor(NamedTuple):
    """The last meeting that was shown: what comes after it is older."""

    starts_at: datetime
    id: int


def read_cursor(text: str | None) -> Cursor | None:
    """Return the cursor that an address holds, or None when it is none."""
    found = CURSOR.fullmatch(text or "")
    return Cursor(datetime.fromtimestamp(int(found[1]), UTC), int(found[2])) if found else None


class MeetingRow(NamedTuple):
    """A meeting, with how many come and what the reader said."""

    id: int
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    about: str
    state: MeetingState
    changed_at: datetime
    sequence: int
    programme_id: int
    programme: str
    programme_slug: str
    board_id: int | None
    board: str | None  # None for the partneroverleg
    board_slug: str | None
    coming: int
    is_invited: bool
    reply: Reply | None

    @property
    def cursor(self) -> str:
        return f"{int(self.starts_at.timestamp())}-{self.id}"


def list_to_come(programme_id: int, *, seen_by: Actor, board_id: int | None = None) -> Sequence[MeetingRow]:
    """Return the meetings of a programme, or of a board, that are not over, soonest first."""
    query = _of(programme_id, board_id, seen_by).where(Meeting.ends_at >= now())
    return _read(query.order_by(Meeting.starts_at, Meeting.id).limit(TO_COME_AT_MOST))


def list_past(
    programme_id: int, *, seen_by: Actor, board_id: int | None = None, after: Cursor | None = None
) -> Sequence[MeetingRow]:
    """Return the meetings that are over, the last first; one more than a page when there is more."""
    query = _of(programme_id, board_id, seen_by).where(Meeting.ends_at < now())
    if after:
        query = query.where(tuple_(Meeting.starts_at, Meeting.id) < after)
    return _read(query.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(PAST_AT_ONCE + 1))


def list_my_meetings(actor: Actor) -> Sequence[MeetingRow]:
    """Return what this person is invited to and is not over, soonest first."""
    mine = _rows(actor).where(_mine.user_id.is_not(None), Meeting.ends_at >= now())
    planned = mine.where(Meeting.state == MeetingState.PLANNED)
    return _read(planned.order_by(Meeting.starts_at, Meeting.id).limit(TO_COME_AT_MOST))


def list_for_feed(actor: Actor, *, board_id: int | None = None) -> Sequence[MeetingRow]:
    """Return the meetings for somebody's calendar: their own, or all of one board.

    What was called off is among them, so that a phone takes it off; what they do not come to is not.
    """
    query = _rows(actor).where(Meeting.ends_at >= now() - SHOWN_AFTER)
    if board_id is None:
        query = query.where(_mine.user_id.is_not(None), _mine.reply.is_distinct_from(Reply.NO))
    else:
        query = query.where(Meeting.board_id == board_id)
    return _read(query.order_by(Meeting.starts_at.desc(), Meeting.id).limit(IN_A_FEED))


def get_row(meeting_id: int, *, seen_by: Actor) -> MeetingRow:
    """Return one meeting that this person may see, as lists show it; raise NoResultFound."""
    return MeetingRow(*db.session.execute(_rows(seen_by).where(Meeting.id == meeting_id)).one())


_mine = aliased(Attendance)


def _of(programme_id: int, board_id: int | None, actor: Actor) -> Select[Any]:
    query = _rows(actor).where(Meeting.programme_id == programme_id)
    return query if board_id is None else query.where(Meeting.board_id == board_id)


def _rows(actor: Actor) -> Select[Any]:
    coming = (
        select(func.count())
        .where(Attendance.meeting_id == Meeting.id, Attendance.reply == Reply.YES)
        .correlate(Meeting)
        .scalar_subquery()
    )
    rows: Any = (
        visible_meetings(actor)
        .outerjoin(_mine, and_(_mine.meeting_id == Meeting.id, _mine.user_id == actor.id))
        .with_only_columns(
            Meeting.id, Meeting.title, Meeting.starts_at, Meeting.ends_at, Meeting.place, Meeting.about,
            Meeting.state, Meeting.changed_at, Meeting.sequence, Meeting.programme_id, Programme.name,
            Programme.slug, Meeting.board_id, Board.title, Board.slug, coming, _mine.user_id.is_not(None),
            _mine.reply,
        )
    )  # fmt: skip
    found: Select[Any] = rows
    return found


def _read(query: Select[Any]) -> Sequence[MeetingRow]:
    return [MeetingRow(*row) for row in db.session.execute(query)]
