"""What happened to an initiative, in words."""

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _

from workspace.initiatives.queries.history import Chapter
from workspace.initiatives.words import NAMES, in_words
from workspace.sentences import deed


def sentence_of(chapter: Chapter) -> str:
    """Return what happened, as it follows on the name of who did it; of an edit, which fields it changed."""
    names = ", ".join(_names(chapter.details.get("fields", ())))
    return str(_("wijzigde %(fields)s", fields=names)) if names else deed(chapter.verb, chapter.details)


def changes_of(chapter: Chapter) -> Iterator[tuple[str, str, str]]:
    """Yield the name of each field that changed, with what it said before and after.

    Of a coordinator the number is kept, not the name: that it changed stands in the sentence.
    """
    for name, (before, after) in (chapter.changes or {}).items():
        if name in NAMES and name != "coordinator":
            yield str(NAMES[name]), in_words(name, before), in_words(name, after)


def _names(fields: Sequence[str]) -> list[str]:
    return [str(NAMES[name]).lower() for name in fields if name in NAMES]
