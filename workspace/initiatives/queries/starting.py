"""What is clear before the start, who said so, and who went on while not all was (N9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, desc, exists, func, select

from workspace.access import Actor, Role
from workspace.accounts.models import User
from workspace.db import db
from workspace.initiatives.models import (
    Clarity,
    Initiative,
    Participation,
    StartAnswer,
    StartedAnyway,
    StartQuestion,
)
from workspace.organisations.models import Organisation

ANSWERS_AT_MOST = 200
STARTS_AT_MOST = 20


class Answer(NamedTuple):
    """What somebody said to one question."""

    question: StartQuestion
    clarity: Clarity
    words: str
    who_could_say: str
    who: str
    role: Role
    organisation: str | None
    answered_at: datetime


@dataclass(frozen=True)
class Asked:
    """One question with its last answer, which counts, and those before it, newest first."""

    question: StartQuestion
    last: Answer | None = None
    earlier: tuple[Answer, ...] = ()

    @property
    def is_clear(self) -> bool:
        return self.last is not None and self.last.clarity == Clarity.CLEAR


@dataclass(frozen=True)
class StartCheck:
    """The six questions in order."""

    questions: tuple[Asked, ...]

    @property
    def clear(self) -> int:
        return sum(asked.is_clear for asked in self.questions)

    @property
    def open(self) -> tuple[Asked, ...]:
        """The questions that are not clear yet."""
        return tuple(asked for asked in self.questions if not asked.is_clear)


class Anyway(NamedTuple):
    """It began while not all was clear: who said so, why, and what stood open."""

    who: str
    role: Role
    organisation: str | None
    reason: str
    open_questions: tuple[StartQuestion, ...]
    made_at: datetime


def read_start_check(initiative: Initiative) -> StartCheck:
    """Return the start check of an initiative the reader was shown, in one query."""
    rows = db.session.execute(_answers(), {"initiative": initiative.id})
    answers = [Answer(*row) for row in rows]
    return StartCheck(tuple(_asked(question, answers) for question in StartQuestion))


def _asked(question: StartQuestion, answers: Sequence[Answer]) -> Asked:
    said = tuple(answer for answer in answers if answer.question == question)
    return Asked(question, said[0] if said else None, said[1:])


@cache
def _answers() -> Select[*tuple[Any, ...]]:
    return (
        select(
            StartAnswer.question, StartAnswer.clarity, StartAnswer.words, StartAnswer.who_could_say,
            User.name, StartAnswer.role, Organisation.name, StartAnswer.answered_at,
        )
        .join(User, User.id == StartAnswer.answered_by_id)
        .outerjoin(Organisation, Organisation.id == StartAnswer.organisation_id)
        .where(StartAnswer.initiative_id == bindparam("initiative"))
        .order_by(desc(StartAnswer.id))
        .limit(ANSWERS_AT_MOST)
    )  # fmt: skip


def list_open_questions(initiative_id: int) -> tuple[StartQuestion, ...]:
    """Return which questions are not clear yet, in order: all of them when nobody said anything."""
    clear = set(db.session.scalars(_clear(), {"initiative": initiative_id}))
    return tuple(question for question in StartQuestion if question not in clear)


@cache
def _clear() -> Select[StartQuestion]:
    return select(StartAnswer.question).where(*said_to_be_clear(bindparam("initiative")))


def said_to_be_clear(initiative_id: Any) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions on an answer that it is the last to its question, and that says it is clear."""
    last = select(func.max(StartAnswer.id)).where(StartAnswer.initiative_id == initiative_id)
    return (
        StartAnswer.id.in_(last.group_by(StartAnswer.question)),
        StartAnswer.clarity == Clarity.CLEAR,
    )


def list_started_anyway(initiative: Initiative) -> list[Anyway]:
    """Return when it began while not all was clear, newest first."""
    query = (
        select(
            User.name, StartedAnyway.role, Organisation.name, StartedAnyway.reason,
            StartedAnyway.open_questions, StartedAnyway.made_at,
        )
        .join(User, User.id == StartedAnyway.made_by_id)
        .outerjoin(Organisation, Organisation.id == StartedAnyway.organisation_id)
        .where(StartedAnyway.initiative_id == initiative.id)
        .order_by(desc(StartedAnyway.id))
        .limit(STARTS_AT_MOST)
    )  # fmt: skip
    return [
        Anyway(who, role, organisation, reason, tuple(map(StartQuestion, open_questions)), made_at)
        for who, role, organisation, reason, open_questions, made_at in db.session.execute(query)
    ]


def has_joined(initiative: Initiative, actor: Actor) -> bool:
    """Tell whether this person takes part in the initiative."""
    if actor.id is None:
        return False
    here = (Participation.initiative_id == initiative.id, Participation.user_id == actor.id)
    return bool(db.session.scalar(select(exists().where(*here))))
