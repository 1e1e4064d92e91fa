"""The pages of tasks."""

from workspace.tasks.views import changing, lists
from workspace.tasks.views.blueprint import bp

__all__ = ["bp", "changing", "lists"]
