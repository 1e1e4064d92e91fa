"""A history of a phase that is over, to be taken along."""

from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from tests import cast
from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.db import now
from workspace.histories.models import ChapterMoment, HistoryChapter, LearningHistory
from workspace.learning.models import LearningMoment, MomentKind
from workspace.programmes.models import Openness, Phase, Programme
from workspace.renditions.models import FOLDER

SECRET = "De beheerder wilde niet."
SAID = "Ik kom voor de soep en blijf voor de mensen."


@pytest.fixture
def history(programme: Programme, board: Board, tess: User) -> LearningHistory:
    """A published history with a quote for everybody and an obstacle for partners."""
    phase = cast.save(
        Phase(
            programme_id=programme.id, name="Fase 1", starts_on=date(2019, 1, 1), ends_on=date(2019, 12, 31)
        )
    )
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
    chapter = cast.save(HistoryChapter(history_id=found.id, title="Het begin"))
    told = ((MomentKind.QUOTE, SAID, Openness.PUBLIC), (MomentKind.OBSTACLE, SECRET, Openness.PARTNERS))
    for place, (kind, what, openness) in enumerate(told):
        moment = cast.save(
            LearningMoment(
                programme_id=programme.id,
                board_id=board.id,
                kind=kind,
                what=what,
                openness=openness,
                happened_on=date(2019, 2, 1),
                author_id=tess.id,
                role="team",
                published_at=now(),
            )
        )
        cast.save(
            ChapterMoment(history_id=found.id, chapter_id=chapter.id, moment_id=moment.id, position=place)
        )
    return found


@pytest.fixture
def folder(app: Flask) -> Path:
    """Where files wait, empty."""
    found: Path = app.extensions["settings"].files_dir / FOLDER
    for path in found.glob("*"):
        path.unlink()
    return found
