"""Comments as a person may see them, in typed rows."""

from workspace.comments.queries.rows import PAGE, CommentRow
from workspace.comments.queries.talk import (
    Thread,
    askable_under,
    conversation,
    get_comment,
    is_among_first,
    thread_of,
    visible_comments,
)

__all__ = [
    "PAGE",
    "CommentRow",
    "Thread",
    "askable_under",
    "conversation",
    "get_comment",
    "is_among_first",
    "thread_of",
    "visible_comments",
]
