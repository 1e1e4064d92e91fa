"""Turning rows into cards: every word, address and mark ready, so that the template only writes them down."""

from collections.abc import Iterable
from typing import NamedTuple, cast

from flask import get_template_attribute
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from workspace.addresses import address_of_initiative
from workspace.borging.models import AspectCode, AspectState, Level
from workspace.initiatives.models import Stage, Visibility
from workspace.kept import fragments
from workspace.labels import label
from workspace.overview.queries.cards import BETWEEN, CardRow
from workspace.times import show_day, today
from workspace.web import locale

QUIET = 30  # days; an idea without activity for so long waits for somebody
ALL_OPEN = "o" * len(AspectCode)
STATES = {
    "o": AspectState.OPEN,
    "t": AspectState.TALKING,
    "a": AspectState.AGREED,
    "g": AspectState.ANCHORED,
    "n": AspectState.NOT_NEEDED,
}


class Card(NamedTuple):
    """One initiative, in words."""

    id: int
    href: str
    title: str
    stage: str
    stage_label: str
    is_hidden: bool
    who: str
    places: str
    people: str
    comments: str
    level: Markup
    level_label: str
    marks: Markup
    waits: str
    active: str
    question: Markup


def make_cards(rows: Iterable[CardRow], *, insider: bool) -> list[Card]:
    """Return the rows as cards in the language of the reader; insiders see both kinds of comments counted."""
    return [_card(row, insider) for row in rows]


def _card(row: CardRow, insider: bool) -> Card:
    comments = row.comment_count + (row.partner_comment_count if insider else 0)
    level = row.level or Level.NOT_STARTED
    return Card(
        id=row.id,
        href=address_of_initiative(row.id, row.title),
        title=row.title,
        stage=row.stage.value,
        stage_label=label(row.stage),
        is_hidden=row.visibility == Visibility.PARTNERS,
        who=_who(row),
        places=", ".join(sorted((row.places or "").split(BETWEEN))),
        people=ngettext("%(num)d doet mee", "%(num)d doen mee", row.joined_count) if row.joined_count else "",
        comments=ngettext("%(num)d reactie", "%(num)d reacties", comments) if comments else "",
        level=level_mark(level),
        level_label=label(level),
        marks=aspect_marks(row.marks or ALL_OPEN),
        waits=waits_for(row),
        active=show_day(row.moment.date(), locale()),
        question=question_mark(row),
    )


def _who(row: CardRow) -> str:
    maker_speaks = row.person and row.coordinator_id in {None, row.created_by_id}
    role = label(row.created_as) if maker_speaks and row.created_as else None
    return " · ".join(word for word in (row.person, role, row.organisation) if word)


def waits_for(row: CardRow) -> str:
    """Return the most pressing thing that an initiative waits for, in words, or nothing."""
    if row.stage.is_end:
        return ""
    if row.pilot_ends_on and row.pilot_ends_on < today():
        ended = show_day(row.pilot_ends_on, locale())
        return str(_("Wacht op een besluit: de proeftuin liep tot %(day)s", day=ended))
    stale = sum(letter.isupper() for letter in row.marks or "")
    if stale:
        return str(
            ngettext(
                "Wacht op %(num)d bevestiging van een afspraak",
                "Wacht op %(num)d bevestigingen van afspraken",
                stale,
            )
        )
    if row.coordinator_id is None:
        return str(_("Wacht op iemand die dit trekt"))
    quiet = (today() - row.moment.date()).days
    if row.stage == Stage.IDEA and quiet > QUIET:
        return str(_("Wacht al %(days)d dagen op een volgende stap", days=quiet))
    return ""


def question_mark(row: CardRow) -> Markup:
    """Return how long a question waits here and on whom, or nothing."""
    if row.question is None:
        return Markup()
    clock, organisation = row.question

    def draw() -> Markup:
        return cast(Markup, get_template_attribute("answers/clock.html", "mark")(clock, organisation))

    return fragments().get(("question", clock, organisation, locale()), draw)


def aspect_marks(marks: str) -> Markup:
    """Return the eight marks of borging at a glance; a capital letter is a claim to be confirmed again."""

    def draw() -> Markup:
        states = [
            (label(code), STATES[letter.lower()].value, label(STATES[letter.lower()]), letter.isupper())
            for code, letter in zip(AspectCode, marks, strict=True)
        ]
        return cast(Markup, get_template_attribute("components/borging.html", "marks")(states))

    return fragments().get(("marks", marks, locale()), draw)


def level_mark(level: Level) -> Markup:
    """Return the level of borging with its sign."""

    def draw() -> Markup:
        macro = get_template_attribute("components/borging.html", "level")
        return cast(Markup, macro(level.value, label(level)))

    return fragments().get(("level", level, locale()), draw)
