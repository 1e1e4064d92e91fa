"""Reporting, and the queue of those who moderate."""

from workspace.moderation.views import judging, queue, reporting, words
from workspace.moderation.views.blueprint import bp

__all__ = ["bp", "judging", "queue", "reporting", "words"]
