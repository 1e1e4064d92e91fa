"""Pages of organisations and of who belongs to them."""

from workspace.organisations.views import members, organisations
from workspace.organisations.views.blueprint import bp

__all__ = ["bp", "members", "organisations"]
