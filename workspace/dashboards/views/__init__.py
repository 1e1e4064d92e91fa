"""Pages that show how borging stands."""

from workspace.dashboards.views import coverage, programmes, province
from workspace.dashboards.views.blueprint import bp

__all__ = ["bp", "coverage", "programmes", "province"]
