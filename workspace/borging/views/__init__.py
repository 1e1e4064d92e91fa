"""The pages of borging."""

from workspace.borging.views import aspects, confirming, evidence, handing_over
from workspace.borging.views.blueprint import bp

__all__ = ["aspects", "bp", "confirming", "evidence", "handing_over"]
