"""Meetings as a person may see them."""

from workspace.meetings.queries.agenda import find_decisions
from workspace.meetings.queries.lists import list_my_meetings
from workspace.meetings.queries.sight import get_meeting, visible_meetings

__all__ = ["find_decisions", "get_meeting", "list_my_meetings", "visible_meetings"]
