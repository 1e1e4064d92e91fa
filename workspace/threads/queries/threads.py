"""Red threads in lists, and the moments on them, as far as a person may read them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Select, and_, desc, select

from workspace.access import Actor
from workspace.boards.models import Board
from workspace.db import db
from workspace.learning.models import LearningMoment
from workspace.learning.queries import MomentRow, shown_moments
from workspace.learning.queries.rows import rows_of
from workspace.programmes.models import Openness
from workspace.threads.models import RedThread, ThreadMoment
from workspace.threads.queries.sight import visible_threads

THREADS = 200  # of a programme that are read at once
ON_A_THREAD = 200  # moments at most; more is no pattern


class OfProgramme(Protocol):
    """A programme, or a row of one."""

    @property
    def id(self) -> int: ...


class ThreadLine(NamedTuple):
    """A red thread in a list, with what its reader may see of it, in the order of day."""

    id: int
    title: str
    sentence: str
    openness: Openness
    moment_ids: tuple[int, ...]
    boards: tuple[str, ...]  # over which its moments are spread


class OnMoment(NamedTuple):
    """A red thread of the programme of a moment, and whether that moment is on it."""

    id: int
    title: str
    holds_it: bool


def list_threads(programme: OfProgramme, actor: Actor) -> list[ThreadLine]:
    """Return the red threads of a programme that this person sees, the newest first, in two queries."""
    columns = (RedThread.id, RedThread.title, RedThread.sentence, RedThread.openness)
    of_programme = visible_threads(actor).where(RedThread.programme_id == programme.id)
    rows = db.session.execute(
        of_programme.with_only_columns(*columns).order_by(desc(RedThread.id)).limit(THREADS)
    ).all()
    if not rows:
        return []
    moments: dict[int, list[int]] = defaultdict(list)
    boards: dict[int, dict[str, None]] = defaultdict(dict)
    for thread_id, moment_id, board in db.session.execute(_on_threads([row[0] for row in rows], actor)):
        moments[thread_id].append(moment_id)
        if board is not None:
            boards[thread_id][board] = None
    return [ThreadLine(*row, tuple(moments[row[0]]), tuple(boards[row[0]])) for row in rows]


def _on_threads(thread_ids: Collection[int], actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        shown_moments(actor)
        .join(ThreadMoment, ThreadMoment.moment_id == LearningMoment.id)
        .where(ThreadMoment.thread_id.in_(thread_ids))
        .with_only_columns(ThreadMoment.thread_id, LearningMoment.id, Board.title)
        .order_by(LearningMoment.happened_on, LearningMoment.id)
    )


def list_moments_on(thread: RedThread, actor: Actor) -> list[MomentRow]:
    """Return the moments on a thread that this person may read, in the order of day."""
    on_it = shown_moments(actor).join(ThreadMoment, ThreadMoment.moment_id == LearningMoment.id)
    query = rows_of(on_it.where(ThreadMoment.thread_id == thread.id), actor)
    return _read(query.order_by(LearningMoment.happened_on, LearningMoment.id).limit(ON_A_THREAD))


def find_moments(programme_id: int, moment_ids: Iterable[int], actor: Actor) -> dict[int, MomentRow]:
    """Return those of these moments of a programme that this person may read, by number."""
    asked = list(moment_ids)
    if not asked:
        return {}
    within = (LearningMoment.programme_id == programme_id, LearningMoment.id.in_(asked))
    return {row.id: row for row in _read(rows_of(shown_moments(actor).where(*within), actor))}


def list_newest(
    programme_id: int, actor: Actor, *, without: Collection[int], page: int, size: int
) -> list[MomentRow]:
    """Return a page of the moments of a programme, the newest first, and one more if there are more."""
    within = (LearningMoment.programme_id == programme_id, LearningMoment.id.not_in(list(without)))
    query = rows_of(shown_moments(actor).where(*within), actor)
    query = query.order_by(desc(LearningMoment.happened_on), desc(LearningMoment.id))
    return _read(query.limit(size + 1).offset((page - 1) * size))


def _read(query: Select[*tuple[Any, ...]]) -> list[MomentRow]:
    return [MomentRow(*row) for row in db.session.execute(query)]


def held_ids(thread_id: int) -> frozenset[int]:
    """Return the numbers of all moments on a thread, also of those that are not shown now."""
    query = select(ThreadMoment.moment_id).where(ThreadMoment.thread_id == thread_id)
    return frozenset(db.session.scalars(query))


def readable_ids(programme_id: int, moment_ids: Iterable[int], actor: Actor) -> list[int]:
    """Return which of these are moments of this programme that are shown and that this person may read."""
    asked = list(moment_ids)
    query = shown_moments(actor).where(
        LearningMoment.programme_id == programme_id, LearningMoment.id.in_(asked)
    )
    return sorted(db.session.scalars(query.with_only_columns(LearningMoment.id))) if asked else []


def list_threads_of_moment(moment: LearningMoment, actor: Actor) -> list[OnMoment]:
    """Return the threads of the programme of a moment, and whether it is on each, by age, in one query."""
    holds = and_(ThreadMoment.thread_id == RedThread.id, ThreadMoment.moment_id == moment.id)
    query = (
        visible_threads(actor)
        .outerjoin(ThreadMoment, holds)
        .where(RedThread.programme_id == moment.programme_id)
        .with_only_columns(RedThread.id, RedThread.title, ThreadMoment.moment_id.is_not(None))
        .order_by(desc(RedThread.id))
        .limit(THREADS)
    )
    return [OnMoment(number, title, bool(held)) for number, title, held in db.session.execute(query)]
