"""What who arranges a history has before them: its chapters, and the moments not placed yet."""

from collections import defaultdict
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, select

from workspace.access import Actor
from workspace.boards.models import Board
from workspace.boards.queries.sight import visible_boards
from workspace.db import db
from workspace.histories.models import ChapterMoment, ClosingQuestion, HistoryChapter, LearningHistory
from workspace.learning.models import LearningMoment, MomentKind
from workspace.learning.queries.sight import shown_moments
from workspace.programmes.models import Openness

AT_MOST = 2000


class Card(NamedTuple):
    """A moment as a card that can be moved."""

    id: int
    kind: MomentKind
    what: str
    happened_on: date
    openness: Openness
    board: str | None


class ChapterCards(NamedTuple):
    """A chapter with the cards of its moments, in order."""

    id: int
    title: str
    cards: list[Card]


CARD: tuple[Any, ...] = (
    LearningMoment.id,
    LearningMoment.kind,
    LearningMoment.what,
    LearningMoment.happened_on,
    LearningMoment.openness,
    Board.title,
)


def moments_of_phase(history: LearningHistory, actor: Actor) -> Select[LearningMoment]:
    """Return the moments of the phase of a history that this person sees, the first one first."""
    phase = history.phase
    return (
        shown_moments(actor)
        .where(
            LearningMoment.programme_id == history.programme_id,
            LearningMoment.happened_on.between(phase.starts_on, phase.ends_on),
        )
        .order_by(LearningMoment.happened_on, LearningMoment.id)
    )


def list_themes(programme_id: int, actor: Actor) -> list[tuple[int, str]]:
    """Return number and title of the boards of a programme that this person sees, in their order."""
    query = (
        visible_boards(actor)
        .where(Board.programme_id == programme_id)
        .with_only_columns(Board.id, Board.title)
        .order_by(Board.position, Board.title)
    )
    return [(number, title) for number, title in db.session.execute(query)]


def list_chapter_cards(history: LearningHistory, actor: Actor) -> list[ChapterCards]:
    """Return the chapters of a history in order, with the moments in them that this person sees."""
    query = (
        shown_moments(actor)
        .join(ChapterMoment, ChapterMoment.moment_id == LearningMoment.id)
        .where(ChapterMoment.history_id == history.id)
        .with_only_columns(ChapterMoment.chapter_id, *CARD)
        .order_by(ChapterMoment.position, LearningMoment.id)
        .limit(AT_MOST)
    )
    cards: dict[int, list[Card]] = defaultdict(list)
    for chapter_id, *card in db.session.execute(query):
        cards[chapter_id].append(Card(*card))
    chapters = select(HistoryChapter.id, HistoryChapter.title)
    chapters = chapters.where(HistoryChapter.history_id == history.id)
    chapters = chapters.order_by(HistoryChapter.position, HistoryChapter.id)
    return [ChapterCards(number, title, cards[number]) for number, title in db.session.execute(chapters)]


def list_tray(
    history: LearningHistory,
    actor: Actor,
    *,
    kind: MomentKind | None = None,
    board_id: int | None = None,
    at_most: int,
) -> list[Card]:
    """Return the moments of the phase that stand in no chapter, the first ones first; one more than asked."""
    placed = select(ChapterMoment.moment_id).where(ChapterMoment.history_id == history.id)
    query = moments_of_phase(history, actor).where(LearningMoment.id.not_in(placed))
    if kind is not None:
        query = query.where(LearningMoment.kind == kind)
    if board_id is not None:
        query = query.where(LearningMoment.board_id == board_id)
    return [Card(*row) for row in db.session.execute(query.with_only_columns(*CARD).limit(at_most + 1))]


def list_questions_caught(history: LearningHistory, actor: Actor) -> list[Card]:
    """Return the questions caught in the phase with which the history does not end yet."""
    taken = select(ClosingQuestion.moment_id).where(
        ClosingQuestion.history_id == history.id, ClosingQuestion.moment_id.is_not(None)
    )
    query = moments_of_phase(history, actor).where(
        LearningMoment.kind == MomentKind.QUESTION, LearningMoment.id.not_in(taken)
    )
    return [Card(*row) for row in db.session.execute(query.with_only_columns(*CARD).limit(AT_MOST))]


def get_chapter(chapter_id: int, history: LearningHistory) -> HistoryChapter:
    """Return a chapter of this history; raise NoResultFound."""
    query = select(HistoryChapter).where(
        HistoryChapter.id == chapter_id, HistoryChapter.history_id == history.id
    )
    return db.session.scalars(query).one()


def get_question(question_id: int, history: LearningHistory) -> ClosingQuestion:
    """Return a closing question of this history; raise NoResultFound."""
    query = select(ClosingQuestion).where(
        ClosingQuestion.id == question_id, ClosingQuestion.history_id == history.id
    )
    return db.session.scalars(query).one()
