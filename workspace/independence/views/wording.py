"""What somebody of the programme team did, and parts of months, in words."""

from datetime import date, timedelta

from babel.dates import format_date
from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _

SENTENCES = {
    "initiative_posted": _("Plaatste het initiatief"),
    "initiative_edited": _("Paste de tekst aan"),
    "initiative_moved": _("Zette het in een andere fase"),
    "frameworks_changed": _("Veranderde de kaders"),
    "frameworks_set": _("Legde de kaders vast"),
    "initiative_ended": _("Sloot het af"),
    "initiative_news": _("Vertelde nieuws"),
    "result_added": _("Vertelde een resultaat"),
    "comment_posted": _("Schreef een reactie"),
    "question_answered": _("Beantwoordde een vraag"),
    "aspect_changed": _("Wijzigde een afspraak over borging"),
    "aspect_confirmed": _("Bevestigde een afspraak over borging opnieuw"),
    "evidence_withdrawn": _("Nam bewijs bij een afspraak terug"),
    "scan_opened": _("Begon een borgingsscan"),
    "scan_closed": _("Sloot een borgingsscan af"),
    "scan_step_set": _("Sprak een volgende stap af na een borgingsscan"),
    "scan_step_done": _("Zette een volgende stap op gedaan"),
    "task_done": _("Zette een taak op klaar"),
}


def sentence_of(verb: str) -> str:
    """Return what this kind of work is called, in the language of the reader."""
    return str(SENTENCES[verb])


def name_of(first: date, last: date) -> str:
    """Return what these days of one month are called: `mei 2026`, or `3 tot en met 31 mei 2026`."""
    month: str = format_date(last, "MMMM y", locale=get_locale())
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        return month
    return str(
        gettext("%(first)s tot en met %(last)s %(month)s", first=first.day, last=last.day, month=month)
    )
