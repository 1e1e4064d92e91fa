"""Pages on which a board and its working group are set up and kept."""

from workspace.boards.views import boards, working_group
from workspace.boards.views.blueprint import bp

__all__ = ["boards", "bp", "working_group"]
