"""Pages of leaving well."""

from workspace.leaving.views import answering, departures, handing_on, inbox, unowned
from workspace.leaving.views.blueprint import bp

__all__ = ["answering", "bp", "departures", "handing_on", "inbox", "unowned"]
