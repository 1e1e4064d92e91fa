"""The pages for what somebody says who does not come online."""

from workspace.on_behalf.views import claiming, entering, people, printing
from workspace.on_behalf.views.blueprint import bp

__all__ = ["bp", "claiming", "entering", "people", "printing"]
