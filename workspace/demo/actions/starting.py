"""Writing what was clear before the start, how frameworks changed, and what advisory bodies said."""

from workspace.advice.models import Advice, DoneWith
from workspace.db import db
from workspace.demo.actions.telling import Telling
from workspace.demo.queries import Texts
from workspace.initiatives.models import (
    Clarity,
    FrameworkChange,
    StartAnswer,
    StartedAnyway,
    StartQuestion,
)
from workspace.text import to_html


class StartWriter:
    """Writes the start check of one initiative, its frameworks as they were, and the advice on it.

    An answer reads [who, day, question, how clear, words, who could say]; a start while not all was clear
    [who, day, reason, questions]; a change of the frameworks [who, day, reason, what was fixed before].
    """

    def __init__(self, telling: Telling, texts: Texts) -> None:
        self.telling, self.texts, self.story = telling, texts, telling.story
        self.initiative_id = telling.initiative.id

    def write(self) -> None:
        """Add it all, and what was told of it."""
        for answer in self.texts.get("start_check", []):
            self._add_answer(*answer)
        for start in self.texts.get("started_anyway", []):
            self._add_start(*start)
        for change in self.texts.get("framework_changes", []):
            self._add_change(*change)
        for advice in self.texts.get("advice", []):
            self._add_advice(advice)

    def _add_answer(
        self, who: str, day: int, question: str, clarity: str, words: str = "", who_could_say: str = ""
    ) -> None:
        at = self.story.moment(day)
        role, organisation_id = self.story.hat(who, self.telling.board)
        db.session.add(
            StartAnswer(
                initiative_id=self.initiative_id,
                question=StartQuestion(question),
                clarity=Clarity(clarity),
                words=words,
                who_could_say=who_could_say,
                answered_by_id=self.story.people[who].id,
                role=role,
                organisation_id=organisation_id,
                answered_at=at,
            )
        )
        self.telling.tell("start_check_answered", who, at, questions=[question])

    def _add_start(self, who: str, day: int, reason: str, questions: list[str]) -> None:
        at = self.story.moment(day)
        role, organisation_id = self.story.hat(who, self.telling.board)
        start = StartedAnyway(
            initiative_id=self.initiative_id,
            reason=reason,
            open_questions=[StartQuestion(question).value for question in questions],
            made_by_id=self.story.people[who].id,
            role=role,
            organisation_id=organisation_id,
            made_at=at,
        )
        db.session.add(start)
        db.session.flush()  # the event names it
        self.telling.tell("started_anyway", who, at, subject_id=start.id, reason=reason)

    def _add_change(self, who: str, day: int, reason: str, fixed: str) -> None:
        at = self.story.moment(day)
        role, organisation_id = self.story.hat(who, self.telling.board)
        change = FrameworkChange(
            initiative_id=self.initiative_id,
            fixed=fixed,
            free=self.texts.get("frameworks_free", ""),
            decider=self.texts.get("frameworks_decider", ""),
            reason=reason,
            made_by_id=self.story.people[who].id,
            role=role,
            organisation_id=organisation_id,
            made_at=at,
        )
        db.session.add(change)
        db.session.flush()  # the event names it
        self.telling.tell("frameworks_changed", who, at, subject_id=change.id, reason=reason)

    def _add_advice(self, texts: Texts) -> None:
        who, at = texts["who"], self.story.moment(texts["day"])
        author = self.story.people[who]
        advice = Advice(
            board_id=self.telling.board.id,
            initiative_id=self.initiative_id,
            organisation_id=self.story.organisations[texts["council"]].id,
            author_id=author.id,
            body=texts["text"],
            body_html=to_html(texts["text"]),
            given_at=at,
        )
        db.session.add(advice)
        db.session.flush()  # the events name it
        self.telling.tell("advice_given", who, at, subject_id=advice.id)
        if "answer" not in texts:
            return
        answerer, day, followed, response = texts["answer"]
        advice.followed, advice.response = DoneWith(followed), response
        advice.responded_by_id = self.story.people[answerer].id
        advice.responded_at = self.story.moment(day)
        said = {"advice": advice.id, "followed": followed, "response": response}
        self.telling.tell("advice_answered", answerer, advice.responded_at, subject_id=author.id, **said)
