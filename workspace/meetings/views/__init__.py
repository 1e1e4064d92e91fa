"""The pages of meetings, and the calendars that come of them."""

from workspace.meetings.views import agenda, feeds, lists, minutes, one, planning
from workspace.meetings.views.blueprint import bp

__all__ = ["agenda", "bp", "feeds", "lists", "minutes", "one", "planning"]
