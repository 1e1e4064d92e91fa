"""Writing the learning history of a phase: its chapters, the moments in them, and its closing questions."""

from collections.abc import Mapping

from sqlalchemy import select

from workspace.access import Actor
from workspace.db import db
from workspace.demo.actions.past import Past
from workspace.demo.queries import Texts
from workspace.histories.actions.arranging import place_moment
from workspace.histories.actions.chapters import add_chapter
from workspace.histories.actions.making import edit_history, make_history, publish_history
from workspace.histories.actions.questions import (
    add_question,
    edit_question,
    take_over_question,
    take_question,
)
from workspace.histories.models import ClosingQuestion, LearningHistory
from workspace.learning.models import LearningMoment
from workspace.programmes.models import Openness, Phase, Programme

MORNING = 8.5  # UTC


class HistoryWriter:
    """Writes the learning history of one phase.

    A question that somebody caught as a moment names it. Who took a question over into the next phase reads
    `taken` = [who, day].
    """

    def __init__(self, past: Past, programme: Programme, moments: Mapping[str, LearningMoment]) -> None:
        self.past, self.programme, self.moments = past, programme, moments

    def write(self, texts: Texts) -> None:
        """Add the history, publish it, and let the next phase begin with some of its questions."""
        phases = {phase.name: phase for phase in self._phases()}
        with self.past.on(texts["on"], MORNING, texts["by"]) as by:
            history = make_history(
                self.programme, phases[texts["phase"]], title=texts["title"], whole_title=None, by=by
            )
            words = {"title": texts["title"], "introduction": texts["introduction"]}
            edit_history(history, **words, openness=Openness.PUBLIC, by=by)
            for chapter in texts["chapter"]:
                self._add_chapter(history, chapter, by)
            questions = [self._add_question(history, question, by) for question in texts["question"]]
        with self.past.on(texts["published"], MORNING, texts["by"]) as by:
            publish_history(history, by=by)
        for question, said in zip(questions, texts["question"], strict=True):
            if "taken" in said:
                who, day = said["taken"]
                later = phases[said["phase"]]
                with self.past.on(day, MORNING, who) as by:
                    take_over_question(question, history, phase_id=later.id, by=by)

    def _phases(self) -> list[Phase]:
        return list(db.session.scalars(select(Phase).filter_by(programme_id=self.programme.id)))

    def _add_chapter(self, history: LearningHistory, texts: Texts, by: Actor) -> None:
        chapter = add_chapter(history, title=texts["title"], story=texts["story"], by=by)
        for key in texts["moments"]:
            place_moment(history, self.moments[key].id, chapter_id=chapter.id, by=by)

    def _add_question(self, history: LearningHistory, texts: Texts, by: Actor) -> ClosingQuestion:
        if "moment" not in texts:
            return add_question(history, text=texts["text"], by=by)
        question = take_question(history, self.moments[texts["moment"]].id, by=by)
        edit_question(question, history, text=texts["text"], by=by)
        return question
