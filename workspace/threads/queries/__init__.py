"""Red threads as a person may see them, and moments that seem to belong to one."""

from workspace.threads.queries.sight import get_thread, visible_threads
from workspace.threads.queries.threads import (
    OnMoment,
    ThreadLine,
    list_threads,
    list_threads_of_moment,
)

__all__ = [
    "OnMoment",
    "ThreadLine",
    "get_thread",
    "list_threads",
    "list_threads_of_moment",
    "visible_threads",
]
