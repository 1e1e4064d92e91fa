"""What a digest says, in the language of its reader."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext

from workspace.answers.queries.lists import QuestionRow
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
from workspace.tasks.queries.lists import TaskRow
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


class Asks(NamedTuple):
    """What asks something of somebody: questions they are late with, and tasks."""

    questions: Sequence[QuestionRow] = ()
    tasks: Sequence[TaskRow] = ()


def letter_of(told: Sequence[Told], reader: Reader, asks: Asks, *, for_digest: bool) -> Letter:
    """Return the message that tells somebody what asks something of them, and of notices, newest first."""
    groups = grouped(told)
    with in_language(reader.locale):
        places = [_place(group, reader.locale) for group in groups[:PLACES]]
        return compose(
            "digest",
            locale=reader.locale,
            with_marks=True,
            reader=_one_line(reader.name),
            asks=list(_asks(asks, reader.locale)),
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


def _asks(asks: Asks, locale: str) -> Iterator[Place]:
    if asks.questions:
        lines = [_late(row) for row in asks.questions[:LINES]]
        yield Place(
            str(_("Vragen die te lang wachten op antwoord")),
            _whole("/mijn"),
            lines,
            len(asks.questions) - len(lines),
            str(_("de vraag aan u of aan uw organisatie is gesteld")),
        )
    if asks.tasks:
        lines = [_to_do(row, locale) for row in asks.tasks[:LINES]]
        more, why = len(asks.tasks) - len(lines), str(_("de taak op uw naam staat"))
        yield Place(str(_("Uw taken voor deze week")), _whole("/mijn"), lines, more, why)


def _late(row: QuestionRow) -> Line:
    waits = ngettext(
        "wacht %(num)d werkdag op %(who)s",
        "wacht %(num)d werkdagen op %(who)s",
        row.clock.days,
        who=row.organisation.replace("Gemeente ", "gemeente ", 1),
    )
    return Line(_one_line(f"{row.title}: {waits}"), "", _whole(f"/vragen/{row.id}"))


def _to_do(row: TaskRow, locale: str) -> Line:
    place = f"/initiatieven/{row.task.initiative_id}/taken" if row.sees_initiative else "/mijn"
    day = show_day(row.task.due_on, locale) if row.task.due_on else ""
    return Line(_one_line(row.task.title), str(_("uiterlijk %(day)s", day=day)), _whole(place))


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
