"""The answer as a table to save."""

from collections.abc import Iterable

from flask_babel import gettext as _

from workspace.labels import label
from workspace.spreadsheets import Cell
from workspace.what_falls.models.answer import Answer
from workspace.what_falls.queries import Deeds
from workspace.what_falls.views import words


def csv_head() -> list[str]:
    """Return the heads of the columns of the table to save."""
    return [
        _("Thema"),
        _("Initiatief"),
        _("Niveau nu"),
        _("Niveau dan"),
        _("Niemand trekt het meer"),
        _("Onderdeel"),
        _("Van"),
        _("Naar"),
        _("Waarom"),
        _("Let op"),
        _("Nummer"),
    ]


def csv_rows(answer: Answer, deeds: Deeds) -> Iterable[list[Cell]]:
    """Yield every initiative, also what stands; a row for each aspect that falls."""
    boards = {board.id: board.title for board in answer.facts.boards}
    for one in answer.outcomes:
        what, facts = one.initiative, answer.facts
        start: list[Cell] = [boards.get(what.board_id, ""), what.title, label(one.before), label(one.after)]
        start.append(_("ja") if one.loses_puller else _("nee"))
        end: list[Cell] = [" ".join(words.deed(row, facts) for row in deeds.get(what.id, ())), what.id]
        aspects: list[list[Cell]] = [
            [label(fall.code), label(fall.before), label(fall.after), " ".join(words.reasons(fall, facts))]
            for fall in one.fallen
        ]
        for aspect in aspects or [["", "", "", ""]]:
            yield [*start, *aspect, *end]
