"""What happened to an initiative, in words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from workspace.initiatives.forms.fields import NAMES, in_words
from workspace.initiatives.models import Stage
from workspace.initiatives.queries.history import Chapter
from workspace.labels import label


def sentence_of(chapter: Chapter) -> str:
    """Return what happened, as it follows on the name of who did it."""
    match chapter.verb:
        case "initiative_posted":
            return str(_("plaatste dit initiatief"))
        case "initiative_drafted":
            return str(_("begon met een concept"))
        case "initiative_moved":
            return str(_("verplaatste het naar %(stage)s", stage=_stage(chapter.details)))
        case "started_anyway":
            return str(_("begon terwijl nog niet alles duidelijk was: %(reason)s", reason=_reason(chapter)))
        case "initiative_ended":
            return str(_("sloot het af: %(stage)s", stage=_stage(chapter.details)))
        case "initiative_news":
            return str(_("plaatste nieuws"))
        case "handover_accepted":
            return str(_("nam dit initiatief over"))
        case _:
            names = ", ".join(_names(chapter.details.get("fields", ())))
            return str(_("wijzigde %(fields)s", fields=names) if names else _("wijzigde de gegevens"))


def changes_of(chapter: Chapter) -> Iterator[tuple[str, str, str]]:
    """Yield the name of each field that changed, with what it said before and after.

    Of a coordinator the number is kept, not the name: that it changed stands in the sentence.
    """
    for name, (before, after) in (chapter.changes or {}).items():
        if name in NAMES and name != "coordinator":
            yield str(NAMES[name]), in_words(name, before), in_words(name, after)


def _stage(details: Mapping[str, Any]) -> str:
    known = next((stage for stage in Stage if stage.value == details.get("to_stage")), None)
    return label(known) if known else "?"


def _reason(chapter: Chapter) -> str:
    return str(chapter.details.get("reason", ""))


def _names(fields: Sequence[str]) -> list[str]:
    return [str(NAMES[name]).lower() for name in fields if name in NAMES]
