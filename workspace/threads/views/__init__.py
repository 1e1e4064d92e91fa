"""Pages of red threads."""

from workspace.threads.views import arranging, moments, reading
from workspace.threads.views.blueprint import bp

__all__ = ["arranging", "bp", "moments", "reading"]
