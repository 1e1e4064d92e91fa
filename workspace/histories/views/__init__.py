"""Pages of learning histories: reading them, making them, and what a next phase begins with."""

from workspace.histories.views import arranging, chapters, making, questions, reading
from workspace.histories.views.blueprint import bp

__all__ = ["arranging", "bp", "chapters", "making", "questions", "reading"]
