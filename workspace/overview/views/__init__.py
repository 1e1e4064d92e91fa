"""Home, programmes, boards and what asks something of me."""

from workspace.overview.views import boards, home, mine, programmes, texts, well_known
from workspace.overview.views.blueprint import bp

__all__ = ["boards", "bp", "home", "mine", "programmes", "texts", "well_known"]
