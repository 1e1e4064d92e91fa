"""Pages of what somebody follows, and of what they were told."""

from workspace.following.views import choosing, feeds, reading
from workspace.following.views.blueprint import bp

__all__ = ["bp", "choosing", "feeds", "reading"]
