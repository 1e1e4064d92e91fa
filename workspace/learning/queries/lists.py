"""The moments of a programme to read through, and how many there are somewhere."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, or_, select, tuple_

from workspace.access import Actor
from workspace.boards.models import Board
from workspace.boards.queries.sight import visible_boards
from workspace.db import db
from workspace.initiatives.models import Initiative, Visibility
from workspace.learning.models import LearningMoment, MomentKind
from workspace.learning.queries.rows import MomentRow, rows_of
from workspace.learning.queries.sight import moments_in_place, shown_moments
from workspace.programmes.models import Openness, Programme

AT_ONCE = 20
WORDS_AT_MOST = 6
PLACE = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d{1,9})", re.ASCII)


class Wanted(NamedTuple):
    """Which moments somebody looks for; nothing filled in means all."""

    kind: MomentKind | None = None
    board_id: int | None = None
    initiative_id: int | None = None
    meeting_id: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    text: str = ""


class After(NamedTuple):
    """The last moment that was read; the list goes on behind it."""

    day: date
    number: int

    @classmethod
    def of(cls, text: str) -> "After | None":
        """Return the place that an address names, such as 2019-05-01.12, or None."""
        found = PLACE.fullmatch(text)
        try:
            return cls(date.fromisoformat(found[1]), int(found[2])) if found else None
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.day.isoformat()}.{self.number}"


class Choice(NamedTuple):
    """A board to choose from."""

    id: int
    title: str


def list_moments(
    programme: Programme, wanted: Wanted, seen_by: Actor, *, after: After | None = None
) -> list[MomentRow]:
    """Return the moments of a programme, the last day first: one more than a page holds, if there is more."""
    query = rows_of(shown_moments(seen_by).where(*_conditions(programme, wanted)), seen_by)
    if after is not None:
        place = tuple_(LearningMoment.happened_on, LearningMoment.id)
        query = query.where(place < tuple_(after.day, after.number))
    newest = query.order_by(LearningMoment.happened_on.desc(), LearningMoment.id.desc())
    return [MomentRow(*row) for row in db.session.execute(newest.limit(AT_ONCE + 1))]


def list_waiting(programme: Programme, seen_by: Actor) -> list[MomentRow]:
    """Return the quotes of this person in a programme that still wait for a yes, newest first."""
    if seen_by.id is None:
        return []
    is_kept = LearningMoment.withdrawn_at.is_(None) & LearningMoment.hidden_at.is_(None)
    waits = (LearningMoment.published_at.is_(None), is_kept)
    mine = moments_in_place().where(
        LearningMoment.programme_id == programme.id, LearningMoment.author_id == seen_by.id, *waits
    )
    newest = rows_of(mine, seen_by).order_by(LearningMoment.id.desc()).limit(AT_ONCE)
    return [MomentRow(*row) for row in db.session.execute(newest)]


def list_board_choices(programme: Programme, seen_by: Actor) -> list[Choice]:
    """Return the boards of a programme that this person sees, in their order."""
    rows = visible_boards(seen_by).where(Board.programme_id == programme.id)
    ordered = rows.with_only_columns(Board.id, Board.title).order_by(Board.position, Board.id)
    return [Choice(*row) for row in db.session.execute(ordered)]


def count_moments(programme_id: int, seen_by: Actor, *, meeting_id: int | None = None) -> int:
    """Return how many moments of a programme, or of one of its meetings, this person can read.

    It follows from what they may see, not from who they are: the number may stand on a page drawn for many.
    """
    here = [LearningMoment.programme_id == programme_id]
    if meeting_id is not None:
        here.append(LearningMoment.meeting_id == meeting_id)
    query = shown_moments(seen_by.as_stranger()).where(*here).with_only_columns(func.count())
    return db.session.scalar(query) or 0


def number_on_board(board_id: int, visibilities: Iterable[Visibility]) -> ScalarSelect[int]:
    """Return, to be read along with more, how many moments there are on a board that somebody sees.

    `visibilities` are those of the initiatives that they see there: with those of partners they are one.
    """
    seen = list(visibilities)
    query = (
        select(func.count(LearningMoment.id))
        .outerjoin(Initiative, Initiative.id == LearningMoment.initiative_id)
        .where(
            LearningMoment.board_id == board_id,
            LearningMoment.is_shown,
            or_(LearningMoment.initiative_id.is_(None), Initiative.visibility.in_(seen)),
        )
    )
    if Visibility.PARTNERS not in seen:
        query = query.where(LearningMoment.openness == Openness.PUBLIC)
    return query.correlate(None).scalar_subquery()


def count_moments_of(initiative: Initiative, seen_by: Actor) -> int:
    """Return how many moments of an initiative in sight this person can read."""
    query = select(func.count()).where(LearningMoment.initiative_id == initiative.id, LearningMoment.is_shown)
    if initiative.programme_id not in seen_by.insider_in:
        query = query.where(LearningMoment.openness == Openness.PUBLIC)
    return db.session.scalar(query) or 0


def _conditions(programme: Programme, wanted: Wanted) -> list[ColumnElement[bool]]:
    found = [LearningMoment.programme_id == programme.id]
    if wanted.kind is not None:
        found.append(LearningMoment.kind == wanted.kind)
    if wanted.board_id is not None:
        found.append(LearningMoment.board_id == wanted.board_id)
    if wanted.initiative_id is not None:
        found.append(LearningMoment.initiative_id == wanted.initiative_id)
    if wanted.meeting_id is not None:
        found.append(LearningMoment.meeting_id == wanted.meeting_id)
    if wanted.starts_on is not None:
        found.append(LearningMoment.happened_on >= wanted.starts_on)
    if wanted.ends_on is not None:
        found.append(LearningMoment.happened_on <= wanted.ends_on)
    words = wanted.text.split()[:WORDS_AT_MOST]
    return [*found, *map(_holds, words)]


def _holds(word: str) -> ColumnElement[bool]:
    """Return the condition that a moment holds this, in its words, of whom it is, or in its initiative."""
    shown_name = and_(~LearningMoment.is_role_only, _has(LearningMoment.said_by, word))
    return or_(
        _has(LearningMoment.what, word),
        _has(LearningMoment.said_as, word),
        shown_name,
        _has(Initiative.title, word),
    )


def _has(column: Any, word: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column.icontains(word, autoescape=True)
    return found
