"""What administrators look after."""

from workspace.audit.views import accounts, front, trail
from workspace.audit.views.blueprint import bp

__all__ = ["accounts", "bp", "front", "trail"]
