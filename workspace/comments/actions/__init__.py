"""What people do with comments."""

from workspace.comments.actions.recounting import recount_initiatives
from workspace.comments.actions.talking import (
    add_official_answer,
    edit_comment,
    post_comment,
    post_reply,
    remove_comment,
    restore_comment,
    show_links,
)

__all__ = [
    "add_official_answer",
    "edit_comment",
    "post_comment",
    "post_reply",
    "recount_initiatives",
    "remove_comment",
    "restore_comment",
    "show_links",
]
