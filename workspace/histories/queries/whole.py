"""A whole history, read in few queries: as many for two hundred moments as for two."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Select, or_, select

from workspace.access import Actor
from workspace.boards.models import Board
from workspace.db import db
from workspace.histories.models import (
    ChapterMoment,
    ClosingQuestion,
    HistoryChapter,
    LearningHistory,
    StartingPoint,
)
from workspace.histories.queries.rows import (
    Chapter,
    Closing,
    MomentPicture,
    Thread,
    Told,
    WholeHistory,
)
from workspace.initiatives.models import Initiative
from workspace.learning.models import LearningMoment, shown_as
from workspace.learning.models import MomentPicture as PictureRow
from workspace.learning.queries.reflections import list_reflections
from workspace.learning.queries.sight import shown_moments
from workspace.programmes.models import Phase
from workspace.threads.models import RedThread, ThreadMoment
from workspace.threads.queries.sight import visible_threads

AT_MOST = 2000  # moments, and reflections on them


def read_whole_history(history: LearningHistory, actor: Actor) -> WholeHistory:
    """Return a history that `get_history` gave, with all that this person may see of it.

    The same history shows fewer moments to who may see fewer, and nothing tells what is gone: a chapter in
    which nothing is left to read is not there either.
    """
    moments = _list_moments(history, actor)
    chapters = select(HistoryChapter.id, HistoryChapter.title, HistoryChapter.story)
    chapters = chapters.where(HistoryChapter.history_id == history.id)
    chapters = chapters.order_by(HistoryChapter.position, HistoryChapter.id)
    programme, phase, later = history.programme, history.phase, find_next_phase(history)
    return WholeHistory(
        history.id,
        history.title,
        history.introduction,
        history.openness,
        history.published_at,
        history.changed_at,
        programme.id,
        programme.name,
        programme.slug,
        phase.id,
        phase.name,
        phase.motto,
        phase.starts_on,
        phase.ends_on,
        later[1] if later else None,
        tuple(
            Chapter(*row, tuple(moments[row.id]))
            for row in db.session.execute(chapters)
            if row.story or moments[row.id]
        ),
        list_questions(history, actor),
    )


def find_next_phase(history: LearningHistory) -> tuple[int, str] | None:
    """Return number and name of the phase that begins first after that of a history, or None."""
    now = history.phase
    query = (
        select(Phase.id, Phase.name)
        .where(Phase.programme_id == history.programme_id, Phase.starts_on > now.starts_on)
        .order_by(Phase.starts_on, Phase.id)
        .limit(1)
    )
    row = db.session.execute(query).one_or_none()
    return (row.id, row.name) if row else None


def list_questions(history: LearningHistory, actor: Actor) -> tuple[Closing, ...]:
    """Return the closing questions in order. One that was caught as a moment is seen by who sees that."""
    query = (
        select(
            ClosingQuestion.id, ClosingQuestion.text, ClosingQuestion.moment_id, ClosingQuestion.version,
            Phase.id, Phase.name,
        )
        .outerjoin(StartingPoint, StartingPoint.question_id == ClosingQuestion.id)
        .outerjoin(Phase, Phase.id == StartingPoint.phase_id)
        .where(ClosingQuestion.history_id == history.id, in_sight_with_moment(actor))
        .order_by(ClosingQuestion.position, ClosingQuestion.id, Phase.starts_on)
        .limit(AT_MOST)
    )  # fmt: skip
    rows = (Closing(*row) for row in db.session.execute(query))
    return tuple({row.id: row for row in rows}.values())


def in_sight_with_moment(actor: Actor) -> Any:
    """Return the condition that a closing question is the maker's own, or that its moment is in sight."""
    seen = shown_moments(actor).with_only_columns(LearningMoment.id)
    return or_(ClosingQuestion.moment_id.is_(None), ClosingQuestion.moment_id.in_(seen))


def _list_moments(history: LearningHistory, actor: Actor) -> dict[int, list[Told]]:
    """Return the moments of each chapter in order."""
    rows = db.session.execute(_moments(history, actor)).all()
    ids = [row.id for row in rows]
    reflections, threads = list_reflections(ids, actor), _threads(ids, actor)
    found: dict[int, list[Told]] = defaultdict(list)
    for row in rows:
        picture = MomentPicture(row.file_name, row.alt, row.width, row.height) if row.file_name else None
        moment = Told(
            row.id,
            row.chapter_id,
            row.kind,
            row.what,
            row.happened_on,
            row.openness,
            shown_as(row),
            row.board,
            row.initiative_id,
            row.initiative,
            picture,
            tuple(reflections.get(row.id, ())),
            tuple(threads[row.id]),
        )
        found[row.chapter_id].append(moment)
    return found


def _moments(history: LearningHistory, actor: Actor) -> Select[*tuple[Any, ...]]:
    moment, picture = LearningMoment, PictureRow
    return (
        shown_moments(actor)
        .join(ChapterMoment, ChapterMoment.moment_id == moment.id)
        .outerjoin(picture, picture.moment_id == moment.id)
        .where(ChapterMoment.history_id == history.id)
        .with_only_columns(
            moment.id, ChapterMoment.chapter_id, moment.kind, moment.what, moment.happened_on,
            moment.openness, moment.said_by, moment.said_as, moment.is_role_only,
            Board.title.label("board"), moment.initiative_id, Initiative.title.label("initiative"),
            picture.file_name, picture.alt, picture.width, picture.height,
        )
        .order_by(ChapterMoment.position, moment.id)
        .limit(AT_MOST)
    )  # fmt: skip


def _threads(moment_ids: list[int], actor: Actor) -> dict[int, list[Thread]]:
    columns = (ThreadMoment.moment_id, RedThread.id, RedThread.title, RedThread.sentence, RedThread.openness)
    query = (
        visible_threads(actor)
        .join(ThreadMoment, ThreadMoment.thread_id == RedThread.id)
        .where(ThreadMoment.moment_id.in_(moment_ids))
        .with_only_columns(*columns)
        .order_by(RedThread.id)
        .limit(AT_MOST)
    )
    found: dict[int, list[Thread]] = defaultdict(list)
    for row in db.session.execute(query):
        found[row.moment_id].append(Thread(*row[1:]))
    return found
