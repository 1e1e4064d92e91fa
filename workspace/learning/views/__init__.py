"""The pages of learning moments."""

from workspace.learning.views import asking, catching, changing, quoted, reading, reflecting, sharing
from workspace.learning.views.blueprint import bp

__all__ = ["asking", "bp", "catching", "changing", "quoted", "reading", "reflecting", "sharing"]
