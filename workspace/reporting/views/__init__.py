"""The pages of reports and plans."""

from workspace.reporting.views import adopting, making, pages, plans, remarks, sections
from workspace.reporting.views.blueprint import bp

__all__ = ["adopting", "bp", "making", "pages", "plans", "remarks", "sections"]
