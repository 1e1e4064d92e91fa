"""Tasks as a person may see them."""

from workspace.tasks.queries.lists import (
    count_open_tasks,
    list_few_tasks_of,
    list_my_tasks,
    list_tasks_of,
    list_tasks_of_board,
    list_tasks_of_meeting,
)
from workspace.tasks.queries.people import list_near_board, list_near_initiative
from workspace.tasks.queries.sight import get_task, has_joined, visible_tasks

__all__ = [
    "count_open_tasks",
    "get_task",
    "has_joined",
    "list_few_tasks_of",
    "list_my_tasks",
    "list_near_board",
    "list_near_initiative",
    "list_tasks_of",
    "list_tasks_of_board",
    "list_tasks_of_meeting",
    "visible_tasks",
]
