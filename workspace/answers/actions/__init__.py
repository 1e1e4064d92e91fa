"""What people of an organisation do with a question that they were asked."""

from workspace.answers.actions.answering import (
    AskedMoreTimeBefore,
    NotLater,
    QuestionClosed,
    answer_question,
    ask_more_time,
)
from workspace.answers.actions.seeing_to import (
    SentOnBefore,
    give_question,
    send_question_on,
    take_over_question,
    take_up_question,
)

__all__ = [
    "AskedMoreTimeBefore",
    "NotLater",
    "QuestionClosed",
    "SentOnBefore",
    "answer_question",
    "ask_more_time",
    "give_question",
    "send_question_on",
    "take_over_question",
    "take_up_question",
]
