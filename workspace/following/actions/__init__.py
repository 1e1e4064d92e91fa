"""Following, letting the news spread, and minding what one was told."""

from workspace.following.actions.choosing import follow, stop_following
from workspace.following.actions.reading import mark_seen
from workspace.following.actions.spreading import forget_notices, spread_events

__all__ = ["follow", "forget_notices", "mark_seen", "spread_events", "stop_following"]
