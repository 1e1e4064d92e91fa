"""Answering a question for an organisation, or saying when the answer comes.

All expect the question to be held (get_question_to_change), so that two people take turns and there is one
outcome.
"""

from datetime import date

from workspace.access import Actor, require
from workspace.answers import policy
from workspace.answers.actions.telling import tell_question
from workspace.answers.queries import Question
from workspace.clocks.actions import stop_clock
from workspace.comments.actions import add_official_answer
from workspace.comments.models import Comment
from workspace.db import now
from workspace.times import today


class QuestionClosed(Exception):
    """Somebody answered it before, or it was taken back."""


class AskedMoreTimeBefore(Exception):
    """More time is asked once."""


class NotLater(ValueError):
    """More time ends on a day that is past, or before the term itself does."""


def answer_question(question: Question, *, body: str, by: Actor) -> Comment:
    """Answer a question for the organisation and stop its clock; raise QuestionClosed when it is closed."""
    require(policy.may_answer(by, question))
    _must_be_open(question)
    hat = policy.answers_as(by, question) or by.hat(question.programme_id)
    answer = add_official_answer(question.initiative, to=question.comment, body=body, hat=hat, by=by)
    stop_clock(question.clock, answer_id=answer.id, at=now())
    verb = "partner_question_answered" if question.is_among_partners else "question_answered"
    tell_question(verb, question, by=by, comment=answer.id)
    return answer


def ask_more_time(question: Question, *, until: date, reason: str, by: Actor) -> None:
    """Say, once and in sight, when the answer comes and why that is later.

    Raise QuestionClosed, AskedMoreTimeBefore, or NotLater when that is no later day.
    """
    require(policy.may_ask_more_time(by, question))
    _must_be_open(question)
    clock = question.clock
    if clock.more_time_at is not None:
        raise AskedMoreTimeBefore
    if until <= max(clock.due_on, today()):
        raise NotLater
    clock.due_on, clock.more_time_reason = until, reason
    clock.more_time_at, clock.more_time_by_id = now(), by.signed_in_id()
    tell_question("question_takes_longer", question, by=by)


def _must_be_open(question: Question) -> None:
    if not question.is_open:
        raise QuestionClosed
