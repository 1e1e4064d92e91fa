"""What somebody follows, what they were told, and which events tell whom."""

from workspace.following.models.addressing import Addressed, Tells
from workspace.following.models.rules import FRESH, INSIDERS_ONLY, NAMELESS, TELLS, UNTOLD
from workspace.following.models.tables import Follow, FollowedKind, Notice, Why

__all__ = [
    "FRESH",
    "INSIDERS_ONLY",
    "NAMELESS",
    "TELLS",
    "UNTOLD",
    "Addressed",
    "Follow",
    "FollowedKind",
    "Notice",
    "Tells",
    "Why",
]
