"""The histories of a programme, the phases that have none, and the questions with which phases begin."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from workspace.access import Actor
from workspace.db import db
from workspace.histories.models import ClosingQuestion, HistoryChapter, LearningHistory, StartingPoint
from workspace.histories.queries.sight import visible_histories
from workspace.histories.queries.whole import in_sight_with_moment
from workspace.programmes.models import Openness, Phase

AT_MOST = 200


class HistoryRow(NamedTuple):
    """A history in a list."""

    id: int
    title: str
    introduction: str
    openness: Openness
    published_at: datetime | None
    phase: str
    motto: str
    chapters: int


class Start(NamedTuple):
    """A question with which a phase begins, and the history in which it was asked."""

    phase_id: int
    phase: str
    question_id: int
    text: str
    history_id: int


def list_histories(programme_id: int, *, seen_by: Actor) -> list[HistoryRow]:
    """Return the histories of a programme that this person may know about, the last phase first."""
    chapters = (
        select(func.count())
        .where(HistoryChapter.history_id == LearningHistory.id)
        .correlate(LearningHistory)
        .scalar_subquery()
    )
    query = (
        visible_histories(seen_by)
        .where(LearningHistory.programme_id == programme_id)
        .with_only_columns(
            LearningHistory.id,
            LearningHistory.title,
            LearningHistory.introduction,
            LearningHistory.openness,
            LearningHistory.published_at,
            Phase.name,
            Phase.motto,
            chapters,
        )
        .order_by(Phase.starts_on.desc(), LearningHistory.id.desc())
        .limit(AT_MOST)
    )
    return [HistoryRow(*row) for row in db.session.execute(query)]


def list_phases_without_history(programme_id: int) -> list[tuple[int, str]]:
    """Return number and name of the phases of which nobody made a history, the first one first."""
    made = select(LearningHistory.phase_id)
    query = (
        select(Phase.id, Phase.name)
        .where(Phase.programme_id == programme_id, Phase.id.not_in(made))
        .order_by(Phase.starts_on, Phase.id)
    )
    return [(number, name) for number, name in db.session.execute(query)]


def list_starting_points(programme_id: int, *, seen_by: Actor) -> list[Start]:
    """Return the questions with which phases of a programme begin, as far as this person sees them."""
    histories = visible_histories(seen_by).where(LearningHistory.programme_id == programme_id)
    query = (
        select(Phase.id, Phase.name, ClosingQuestion.id, ClosingQuestion.text, ClosingQuestion.history_id)
        .join(StartingPoint, StartingPoint.phase_id == Phase.id)
        .join(ClosingQuestion, ClosingQuestion.id == StartingPoint.question_id)
        .where(
            Phase.programme_id == programme_id,
            ClosingQuestion.history_id.in_(histories.with_only_columns(LearningHistory.id)),
            in_sight_with_moment(seen_by),
        )
        .order_by(Phase.starts_on, Phase.id, ClosingQuestion.position, ClosingQuestion.id)
        .limit(AT_MOST)
    )
    return [Start(*row) for row in db.session.execute(query)]
