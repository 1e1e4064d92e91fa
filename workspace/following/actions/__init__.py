"""Following, letting the news spread, and minding what one was told."""

from workspace.following.actions.spreading import forget_notices, spread_events

__all__ = ["forget_notices", "spread_events"]
