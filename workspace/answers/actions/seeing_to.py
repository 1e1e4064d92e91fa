"""Who sees to a question: taking it up, giving it to a colleague, sending it on to whom it is for.

All expect the question to be held (get_question_to_change), so that two people take turns and there is one
outcome.
"""

from workspace.access import Actor, require
from workspace.answers import policy
from workspace.answers.actions.answering import QuestionClosed
from workspace.answers.actions.telling import tell_question
from workspace.answers.queries import Question


class SentOnBefore(Exception):
    """A question is sent on once."""


def take_up_question(question: Question, *, by: Actor) -> bool:
    """See to a question oneself; return whether it is so now, as somebody else may have been first.

    Of somebody who left the organisation one takes it over.
    Raise QuestionClosed when nothing is left to see to.
    """
    require(policy.may_take_up(by, question))
    if not question.is_open:
        raise QuestionClosed
    if not question.is_seen_to:
        question.clock.owner_id = by.signed_in_id()
        tell_question("question_taken_up", question, by=by)
    return question.clock.owner_id == by.id


def take_over_question(question: Question, *, asked_id: int, by: Actor) -> None:
    """See to a question in place of a colleague, as one was asked; raise QuestionClosed."""
    require(policy.may_take_over(by, question, asked_id=asked_id))
    if not question.is_open:
        raise QuestionClosed
    if question.clock.owner_id != asked_id:
        question.clock.owner_id = asked_id
        tell_question("question_taken_up", question, by=by)


def give_question(question: Question, *, person_id: int, by: Actor) -> None:
    """Ask a colleague, who belongs to the organisation, to see to it; raise QuestionClosed."""
    require(policy.may_give(by, question))
    if not question.is_open:
        raise QuestionClosed
    if question.clock.owner_id != person_id:
        question.clock.owner_id = person_id
        tell_question("question_given", question, by=by, person=person_id)


def send_question_on(question: Question, *, organisation_id: int, reason: str, by: Actor) -> None:
    """Send a question to the organisation that it is for, once; its clock goes on from the first day.

    Raise QuestionClosed, or SentOnBefore.
    """
    require(policy.may_send_on(by, question))
    if not question.is_open:
        raise QuestionClosed
    clock = question.clock
    if clock.sent_on_from_id is not None:
        raise SentOnBefore
    clock.sent_on_from_id, clock.organisation_id = clock.organisation_id, organisation_id
    clock.sent_on_reason, clock.owner_id = reason, None
    tell_question("question_sent_on", question, by=by, organisation=organisation_id)
