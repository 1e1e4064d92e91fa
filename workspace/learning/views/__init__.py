"""The pages of learning moments."""

from workspace.learning.views import catching, changing, reading
from workspace.learning.views.blueprint import bp

__all__ = ["bp", "catching", "changing", "reading"]
