"""The register by purpose, in words (AVG, article 13 for people, article 30 for the record)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from flask_babel import gettext as _

from workspace.config import Settings
from workspace.labels import LABELS
from workspace.privacy.models import DAYS_TO_COME_BACK
from workspace.privacy.register import COLUMNS, Column
from workspace.privacy.register.periods import TERMS
from workspace.privacy.register.purposes import PURPOSES
from workspace.privacy.register.vocabulary import DataKind, Purpose, Seen, Term
from workspace.spreadsheets import Cell

T = TypeVar("T")
# What goes without saying: whose it is and when, and what nobody sees, whoever sees the rest.
SILENT = {DataKind.LINK, DataKind.FACT, DataKind.SECRET}


@dataclass(frozen=True)
class Processing:
    """All that is kept for one purpose."""

    purpose: Purpose
    ground: str
    kinds: Sequence[str]
    seen: Sequence[str]
    kept: Sequence[str]
    tables: Sequence[str]


def list_processing(settings: Settings) -> list[Processing]:
    """Return what is kept, purpose by purpose."""
    return [
        _processing(purpose, [column for column in COLUMNS if column.purpose is purpose], settings)
        for purpose in PURPOSES
    ]


def list_terms(settings: Settings) -> list[str]:
    """Return each period, in words."""
    return [words_of_term(term, settings) for term in TERMS]


def words_of_term(term: Term, settings: Settings) -> str:
    """Return a period in words, with the numbers of this installation."""
    return str(term.words) % {
        "months": settings.retention_account_months,
        "warned": DAYS_TO_COME_BACK,
        "days": settings.retention_programme_days,
        "trail": settings.audit_months,
    }


def csv_head() -> list[str]:
    """Return what stands above the columns of the record (AVG, article 30, first paragraph, a to g)."""
    return [
        _("Verantwoordelijke"),
        _("Contact"),
        _("Doel"),
        _("Waarvoor"),
        _("Grondslag"),
        _("Van wie"),
        _("Welke gegevens"),
        _("Soorten gegevens"),
        _("Wie het ziet of ontvangt"),
        _("Doorgifte buiten de EU"),
        _("Hoe lang"),
        _("Beveiliging"),
        _("Tabellen"),
    ]


def csv_rows(settings: Settings) -> Iterable[list[Cell]]:
    """Yield a row for each purpose."""
    for each in list_processing(settings):
        yield [
            settings.organisation_name or _("Nog niet ingevuld (ORGANISATION_NAME)"),
            settings.privacy_contact or _("Nog niet ingevuld (PRIVACY_CONTACT)"),
            str(each.purpose.title),
            str(each.purpose.why),
            each.ground,
            str(each.purpose.people),
            str(each.purpose.data),
            ", ".join(each.kinds),
            "; ".join(each.seen),
            _("Geen. Er zijn ook geen andere verwerkers dan waar dit systeem draait en wie de mail bezorgt."),
            " ".join(each.kept),
            _(
                "Alleen over https; wachtwoorden met Argon2, sleutels als hash of versleuteld; rechten bij"
                " elk verzoek getoetst; inloggen in twee stappen; controlespoor; reservekopieën te"
                " versleutelen."
            ),
            ", ".join(each.tables),
        ]


def _processing(purpose: Purpose, columns: Sequence[Column], settings: Settings) -> Processing:
    return Processing(
        purpose,
        str(LABELS["Ground"][purpose.ground.value]),
        [str(LABELS["DataKind"][kind.value]) for kind in _found(DataKind, {one.kind for one in columns})],
        _seen(columns),
        [words_of_term(term, settings) for term in TERMS if _holds(term, purpose)],
        sorted({column.table for column in columns}),
    )


def _seen(columns: Sequence[Column]) -> list[str]:
    """Return who sees it, each with what: nobody only where that is all there is to say."""
    told: list[str] = []
    somebody: set[Seen] = {one.seen for one in columns} - {Seen.NOBODY}
    for seen in _found(Seen, somebody) or [Seen.NOBODY]:
        kinds = {one.kind for one in columns if one.seen is seen} - SILENT
        what = ", ".join(str(LABELS["DataKind"][kind.value]) for kind in _found(DataKind, kinds))
        told.append(f"{LABELS['Seen'][seen.value]} ({what})" if what else str(LABELS["Seen"][seen.value]))
    return told


def _found(order: Iterable[T], found: set[T]) -> list[T]:
    return [each for each in order if each in found]


def _holds(term: Term, purpose: Purpose) -> bool:
    return any(column.kept is term and column.purpose is purpose for column in COLUMNS)
