"""Hours that were promised and hours that are given, in kind words: never a score."""

from datetime import date
from typing import Protocol

from flask_babel import gettext as _
from flask_babel import ngettext


class HasHours(Protocol):
    """Hours a month; None is not said."""

    @property
    def hours_promised(self) -> int | None: ...
    @property
    def hours_given(self) -> int | None: ...


class Said(HasHours, Protocol):
    """Hours of one organisation, and when it said what it gives."""

    @property
    def given_said_on(self) -> date | None: ...


def hours_in_words(line: Said) -> str:
    """Return what an organisation promises and gives, in one sentence."""
    promised, given = line.hours_promised, line.hours_given
    if promised is None and given is None:
        return str(_("Over uren is nog niets gezegd."))
    if given is None:
        if promised == 0:
            return str(_("Geen vaste uren."))
        words = _("%(hours)s uur per maand beloofd. Hoeveel het nu is, is nog niet gezegd.", hours=promised)
        return str(words)
    if not promised:
        return str(_("Nu %(hours)s uur per maand.", hours=given))
    return str(_("%(given)s van %(promised)s uur per maand.", given=given, promised=promised))


def together_in_words(partners: int, promised: int, given: int) -> str:
    """Return what all organisations of an initiative put in together."""
    who = ngettext("%(num)d organisatie doet mee", "%(num)d organisaties doen mee", partners)
    if not promised and not given:
        return f"{who}."
    if not promised:
        return str(_("%(who)s. Samen nu %(given)s uur per maand.", who=who, given=given))
    hours = {"given": given, "promised": promised}
    return str(_("%(who)s. Samen %(given)s van %(promised)s uur per maand.", who=who, **hours))
