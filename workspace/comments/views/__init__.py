"""The talk under an initiative: its pages and its pieces of page."""

from workspace.comments.views import fragments, moderating, talk
from workspace.comments.views.blueprint import bp

__all__ = ["bp", "fragments", "moderating", "talk"]
