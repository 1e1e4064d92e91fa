"""The facts of a handover file as tables for a spreadsheet, and as JSON."""

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from workspace.dossiers.queries.rows import Aspect, Dossier, Happening, Proof, Remark
from workspace.dossiers.words.story_chapters import in_words
from workspace.labels import label
from workspace.spreadsheets import Cell, csv_text


def tables_of(dossier: Dossier, remarks: Sequence[Remark]) -> dict[str, str]:
    """Return each table as CSV by its name."""
    aspects = (
        *(_("Onderdeel"), _("Stand"), _("Opnieuw bevestigen"), _("Organisatie"), _("Persoon")),
        *(_("Geldt tot en met"), _("Reden"), _("Volgende stap"), _("Volgende stap op")),
    )
    evidence = (
        *(_("Onderdeel"), _("Soort"), _("Wat"), _("Door of met wie"), _("Op"), _("Tot en met")),
        *(_("Euro per jaar"), _("Geldstroom"), _("Wie geeft het geld"), _("Link"), _("Bestand"), _("Dag")),
    )
    history = (_("Moment"), _("Wat"), _("Wie"), _("Rol"), _("Organisatie"))
    talk = (
        _("Moment"),
        _("Wie"),
        _("Rol"),
        _("Organisatie"),
        _("Alleen partners"),
        _("Antwoord"),
        _("Tekst"),
    )
    todo = (_("Wat"), _("Organisatie"), _("Persoon"), _("Wanneer"))
    asked = (_("Gevraagd op"), _("Aan"), _("Vraag"), _("Antwoord uiterlijk"), _("Beantwoord op"))
    return {
        "taken": csv_text(todo, ((s.text, s.organisation, s.person, s.due_on) for s in dossier.steps)),
        "vragen": csv_text(asked, dossier.questions),
        "besluiten": csv_text((_("Dag"), _("Bijeenkomst"), _("Besluit")), dossier.decisions),
        "onderdelen": csv_text(aspects, (_aspect(row) for row in dossier.aspects)),
        "bewijs": csv_text(evidence, (_proof(row) for row in dossier.evidence)),
        "partners": csv_text((_("Organisatie"), _("Aandeel")), dossier.partners),
        "geschiedenis": csv_text(history, (_happening(row) for row in dossier.history)),
        "reacties": csv_text(talk, (_remark(row) for row in remarks)),
    }


def _aspect(row: Aspect) -> tuple[Cell, ...]:
    return (
        *(label(row.code), label(row.state), _yes(row.is_stale), row.organisation, row.person),
        *(row.valid_until, row.reason, row.next_step, row.next_step_on),
    )


def _proof(row: Proof) -> tuple[Cell, ...]:
    euros = None if row.amount_cents is None else row.amount_cents / 100
    return (
        *(label(row.aspect), label(row.kind), row.text, row.said_by, row.said_on, row.lasts_until),
        *(euros, row.stream, row.funder, row.link, row.file, row.added_on),
    )


def _happening(row: Happening) -> tuple[Cell, ...]:
    role = label(row.role) if row.role else ""
    return row.happened_at.isoformat(), in_words(row), row.who, role, row.organisation


def _remark(row: Remark) -> tuple[Cell, ...]:
    who = (row.said_at.isoformat(), row.who, label(row.role), row.organisation)
    return (*who, _yes(row.among_partners), _yes(row.is_reply), row.text)


def _yes(value: bool) -> str:
    return str(_("ja") if value else _("nee"))


def as_json(dossier: Dossier, remarks: Sequence[Remark]) -> str:
    """Return every fact, under the names that LEESMIJ.txt explains."""
    facts = {field.name: _plain(getattr(dossier, field.name)) for field in fields(dossier)}
    return json.dumps(facts | {"remarks": _plain(tuple(remarks))}, ensure_ascii=False, indent=1)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if hasattr(value, "_asdict"):
        return {name: _plain(each) for name, each in value._asdict().items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value
