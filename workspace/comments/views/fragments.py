"""Comments as HTML, kept between requests: most of a talk is the same for everybody, and for long.

What is kept is found by the whole row, with what this reader may do and the language; so it can be out of
memory, but never out of date.
"""

from functools import lru_cache

from flask import get_template_attribute
from markupsafe import Markup

from workspace.comments.queries import CommentRow, Thread
from workspace.comments.views.blueprint import bp
from workspace.web import locale

KEPT = 4000  # comments with their first replies, about 3 kB each


@bp.app_template_global()
def comment_items(thread: Thread, base: str) -> Markup:
    """Return the comments of a thread as items of a list; `base` is the address of the talk."""
    language = locale()
    return Markup("").join([_item(row, base, language) for row in thread.comments])


@lru_cache(maxsize=KEPT)
def _item(row: CommentRow, base: str, language: str) -> Markup:
    item: Markup = get_template_attribute("comments/comment.html", "item")(row, base)
    return item
