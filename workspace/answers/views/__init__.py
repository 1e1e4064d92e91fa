"""Pages of questions: one question, and lists of what waits."""

from workspace.answers.views import lists, questions
from workspace.answers.views.blueprint import bp

__all__ = ["bp", "lists", "questions"]
