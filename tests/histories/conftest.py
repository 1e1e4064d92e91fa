"""A phase that is over and one to come, and the moments and the history of the first."""

from datetime import date, timedelta
from typing import Any, Protocol

import pytest

from tests import cast
from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.db import db, now
from workspace.histories.models import ChapterMoment, ClosingQuestion, HistoryChapter, LearningHistory
from workspace.learning.models import LearningMoment, MomentKind, Reflection
from workspace.programmes.models import Openness, Phase, Programme
from workspace.text import to_html
from workspace.threads.models import RedThread, ThreadMoment

BEGIN = date(2019, 1, 1)


class CatchMoment(Protocol):
    def __call__(self, what: str, kind: MomentKind = ..., **facts: Any) -> LearningMoment: ...


@pytest.fixture
def phase(programme: Programme) -> Phase:
    """The first phase of the programme, the year 2019."""
    return cast.save(
        Phase(programme_id=programme.id, name="Fase 1", starts_on=BEGIN, ends_on=date(2019, 12, 31))
    )


@pytest.fixture
def next_phase(programme: Programme) -> Phase:
    return cast.save(
        Phase(
            programme_id=programme.id, name="Fase 2", starts_on=date(2020, 1, 1), ends_on=date(2020, 12, 31)
        )
    )


@pytest.fixture
def catch(programme: Programme, board: Board, tess: User) -> CatchMoment:
    """Store a moment of the phase, each a day after the one before."""
    days = iter(range(300))

    def moment(what: str, kind: MomentKind = MomentKind.SUCCESS, **facts: Any) -> LearningMoment:
        made: dict[str, Any] = {
            "programme_id": programme.id,
            "board_id": board.id,
            "kind": kind,
            "what": what,
            "happened_on": BEGIN + timedelta(days=next(days)),
            "author_id": tess.id,
            "role": "team",
            "published_at": now(),
        }
        return cast.save(LearningMoment(**{**made, **facts}))

    return moment


@pytest.fixture
def history(programme: Programme, phase: Phase, tess: User) -> LearningHistory:
    """A history of the phase with one chapter, published for everybody."""
    found = cast.save(
        LearningHistory(
            programme_id=programme.id,
            phase_id=phase.id,
            title="Hoe 2019 ging",
            introduction="Wij begonnen met een kop soep.",
            made_by_id=tess.id,
            published_at=now(),
        )
    )
    cast.save(HistoryChapter(history_id=found.id, title="Het begin", story="Eerst was er een tafel."))
    return found


def chapter_of(history: LearningHistory) -> HistoryChapter:
    """Return the first chapter of a history."""
    query = db.select(HistoryChapter).where(HistoryChapter.history_id == history.id)
    found = db.session.scalars(query.order_by(HistoryChapter.position, HistoryChapter.id)).first()
    assert found is not None
    return found


def place(history: LearningHistory, *moments: LearningMoment) -> None:
    """Put moments in the first chapter, in this order."""
    chapter = chapter_of(history)
    for position, moment in enumerate(moments):
        cast.save(
            ChapterMoment(
                history_id=history.id, moment_id=moment.id, chapter_id=chapter.id, position=position
            )
        )


def reflect(moment: LearningMoment, by: User, body: str, openness: Openness = Openness.PUBLIC) -> Reflection:
    """Store what somebody makes of a moment."""
    return cast.save(
        Reflection(
            moment_id=moment.id,
            author_id=by.id,
            role="partner",
            body=body,
            body_html=to_html(body),
            openness=openness,
        )
    )


def draw_thread(title: str, by: User, *moments: LearningMoment, **facts: Any) -> RedThread:
    """Store a thread through these moments."""
    thread = cast.save(
        RedThread(
            programme_id=moments[0].programme_id,
            title=title,
            sentence=f"{title} keert terug.",
            made_by_id=by.id,
            **facts,
        )
    )
    for moment in moments:
        cast.save(ThreadMoment(thread_id=thread.id, moment_id=moment.id, added_by_id=by.id))
    return thread


def ask(history: LearningHistory, text: str, **facts: Any) -> ClosingQuestion:
    """Store a closing question."""
    return cast.save(ClosingQuestion(history_id=history.id, text=text, **facts))
