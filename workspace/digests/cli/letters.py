"""What a digest says, in the language of its reader."""

from collections.abc import Sequence
from typing import NamedTuple

from flask import current_app
from flask_babel import gettext as _

from workspace.config import Settings
from workspace.digests.forms import WEEKDAYS
from workspace.digests.models import MailChoice, Rhythm
from workspace.digests.queries.waiting import Reader
from workspace.following.models import Why
from workspace.following.queries.grouping import Group, grouped
from workspace.following.queries.notices import Told
from workspace.labels import label
from workspace.languages import in_language
from workspace.letters import Letter, compose, full_address
from workspace.sentences import told_together
from workspace.times import day_of, show_day

PLACES = 12  # in one message; the rest is a number and a link
LINES = 6  # of one place

STRENGTH = {why: rank for rank, why in enumerate(Why)}


class Line(NamedTuple):
    """One thing that happened, when, and where one sees it."""

    sentence: str
    day: str
    address: str


class Place(NamedTuple):
    """An initiative, board or programme, with what happened there, newest first."""

    heading: str
    address: str
    lines: list[Line]
    more: int
    why: str


def letter_of(told: Sequence[Told], reader: Reader, *, for_digest: bool) -> Letter:
    """Return the message that tells somebody of these notices, given newest first."""
    groups = grouped(told)
    with in_language(reader.locale):
        places = [_place(group, reader.locale) for group in groups[:PLACES]]
        return compose(
            "digest",
            locale=reader.locale,
            with_marks=True,
            reader=_one_line(reader.name),
            places=places,
            more_places=len(groups) - len(places),
            is_digest=for_digest,
            rhythm=_rhythm(reader.choice),
            mine=full_address("overview.mine"),
            choosing=full_address("digests.choose"),
            stopping=full_address(
                "digests.stopping", mail_key=reader.choice.unsubscribe_key, taal=reader.locale
            ),
        )


def unsubscribe_path(choice: MailChoice) -> str:
    """Return the path that stops mail, for the head of a message."""
    adapter = current_app.url_map.bind("", url_scheme="https")
    return adapter.build("digests.stop", {"mail_key": choice.unsubscribe_key})


def _place(group: Group, locale: str) -> Place:
    lines = [
        Line(
            _one_line(told_together(line)),
            show_day(day_of(line[0].happened_at), locale),
            _whole(line[0].address),
        )
        for line in group.lines[:LINES]
    ]
    whys = [told.why for line in group.lines for told in line]
    return Place(
        heading=_one_line(group.heading) or str(_("Voor u")),
        address=_whole(group.place or "/mijn"),
        lines=lines,
        more=len(group.lines) - len(lines),
        why=label(min(whys, key=STRENGTH.__getitem__)),
    )


def _rhythm(choice: MailChoice) -> str:
    match choice.rhythm:
        case Rhythm.DAILY:
            return str(_("U krijgt elke werkdag een samenvatting, als er iets nieuws is."))
        case Rhythm.WEEKLY:
            days = ", ".join(str(WEEKDAYS[day]) for day in choice.weekdays)
            return str(_("U krijgt een samenvatting als er iets nieuws is, op: %(days)s.", days=days))
        case Rhythm.NEVER:
            return str(_("U krijgt alleen bericht als iets aan u gericht is."))


def _whole(path: str) -> str:
    settings: Settings = current_app.extensions["settings"]
    return settings.site_url.rstrip("/") + path


def _one_line(text: str) -> str:
    return " ".join(text.split())
