"""Questions as a person may see them, what waits for whom, and how long organisations take."""

from workspace.answers.queries.lists import (
    QuestionRow,
    count_waiting,
    find_of_initiative,
    list_answered_by,
    list_seen_to_by,
    list_waiting_at,
    list_waiting_for,
    list_waiting_on,
)
from workspace.answers.queries.questions import Question, get_question, get_question_to_change
from workspace.answers.queries.waiting_times import WaitingTime, waiting_times

__all__ = [
    "Question",
    "QuestionRow",
    "WaitingTime",
    "count_waiting",
    "find_of_initiative",
    "get_question",
    "get_question_to_change",
    "list_answered_by",
    "list_seen_to_by",
    "list_waiting_at",
    "list_waiting_for",
    "list_waiting_on",
    "waiting_times",
]
