"""Pages that show how borging stands."""

from workspace.dashboards.views import programmes
from workspace.dashboards.views.blueprint import bp

__all__ = ["bp", "programmes"]
