"""Questions that were asked, and what meetings decided."""

from collections.abc import Iterator

from flask_babel import gettext as _

from workspace.documents import Block, Heading, Paragraph, Table
from workspace.dossiers.queries.agreed import Question
from workspace.dossiers.queries.rows import Dossier
from workspace.dossiers.words.shared import day

A_LINE = 200  # characters of a question in a table; the talk in the ZIP has it whole


def questions(dossier: Dossier) -> Iterator[Block]:
    """Yield the questions to organisations, first those that wait (N13)."""
    yield Heading(_("Vragen"))
    if not dossier.questions:
        yield Paragraph(_("Er zijn geen vragen gesteld."))
        return
    rows = tuple(
        (_words(row), row.organisation, day(row.asked_on), _answer(row)) for row in dossier.questions
    )
    head = (_("Vraag"), _("Aan"), _("Gevraagd op"), _("Antwoord"))
    yield Table(_("Vragen aan organisaties"), head, rows)


def _words(row: Question) -> str:
    if row.words is None:
        return str(_("Het idee zelf"))
    line = " ".join(row.words.split())
    return line if len(line) <= A_LINE else f"{line[:A_LINE]}…"


def _answer(row: Question) -> str:
    if row.answered_on:
        return str(_("beantwoord op %(day)s", day=day(row.answered_on)))
    return str(_("wacht, antwoord uiterlijk op %(day)s", day=day(row.due_on)))


def decisions(dossier: Dossier) -> Iterator[Block]:
    """Yield what meetings decided, the newest first."""
    if dossier.decisions:
        rows = tuple((day(row.on), row.meeting, row.decision) for row in dossier.decisions)
        yield Heading(_("Besluiten van bijeenkomsten"))
        yield Table(_("Wat is besloten"), (_("Dag"), _("Bijeenkomst"), _("Besluit")), rows)
