"""Writing what was asked of organisations, and what they answered."""

from typing import Any

from workspace.clocks.actions import stop_clock
from workspace.clocks.models import ResponseClock, due_after
from workspace.comments.models import Comment
from workspace.db import db
from workspace.demo.actions.telling import Telling
from workspace.demo.actions.words import Words
from workspace.demo.queries import Texts
from workspace.programmes.models import Programme


class QuestionWriter:
    """Writes the questions of one initiative; without a text it is the initiative of a resident itself.

    More time reads [who, day, until, reason], an answer [who, day, text].
    """

    def __init__(self, telling: Telling, texts: Texts) -> None:
        self.telling, self.texts, self.story = telling, texts, telling.story

    def write(self) -> None:
        """Add the questions, who sees to them, and their answers."""
        for number, question in enumerate(self.texts.get("questions", [])):
            self._add(question, number)

    def _add(self, texts: Texts, number: int) -> None:
        telling, story = self.telling, self.story
        who = texts["who"]
        asked_at = story.clock(texts["day"]) if "text" in texts else telling.initiative.created_at
        comment = Words(telling).add(who, asked_at, texts["text"]) if "text" in texts else None
        programme = db.session.get_one(Programme, telling.board.programme_id)
        due_on = due_after(story.day_of(asked_at), programme.response_days)
        clock = ResponseClock(
            board_id=telling.board.id,
            initiative_id=telling.initiative.id,
            comment_id=comment.id if comment else None,
            organisation_id=story.organisations[texts["to"]].id,
            asked_by_id=story.people[who].id,
            asked_at=asked_at,
            first_due_on=due_on,
            due_on=due_on,
        )
        db.session.add(clock)
        db.session.flush()  # what is told names it
        story.subjects["question", telling.initiative.title, str(number)] = telling.initiative.id, clock.id
        told: dict[str, Any] = {"organisation": clock.organisation_id, "comment": clock.comment_id}
        telling.tell("question_asked", who, asked_at, subject_id=clock.id, **told)
        self._see_to(clock, texts)
        if "answer" in texts:
            self._answer(clock, comment, *texts["answer"])

    def _see_to(self, clock: ResponseClock, texts: Texts) -> None:
        told: dict[str, Any] = {"subject_id": clock.id, "asker": clock.asked_by_id}
        if "owner" in texts:
            owner, day = texts["owner"]
            clock.owner_id = self.story.people[owner].id
            self.telling.tell("question_taken_up", owner, self.story.clock(day, 10), **told)
        if "more_time" in texts:
            who, day, clock.due_on, clock.more_time_reason = texts["more_time"]
            clock.more_time_at = self.story.clock(day, 11)
            clock.more_time_by_id = self.story.people[who].id
            self.telling.tell("question_takes_longer", who, clock.more_time_at, **told)

    def _answer(self, clock: ResponseClock, to: Comment | None, who: str, day: float, text: str) -> None:
        at = self.story.clock(day, 13)
        answer = Words(self.telling).add(who, at, text, to=to, is_official=True)
        stop_clock(clock, answer_id=answer.id, at=at)
        told: dict[str, Any] = {"subject_id": clock.id, "asker": clock.asked_by_id, "comment": answer.id}
        self.telling.tell("question_answered", who, at, **told)
