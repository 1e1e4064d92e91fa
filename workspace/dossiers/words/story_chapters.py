"""Lessons and history."""

from collections.abc import Iterator

from flask_babel import gettext as _

from workspace.borging.models import AspectCode, AspectState, HandoverState
from workspace.documents import Block, Bullets, Heading, Paragraph, Table
from workspace.dossiers.queries.rows import Dossier, Happening, News
from workspace.dossiers.words.shared import and_role, day, day_of_moment, section
from workspace.initiatives.models import Stage
from workspace.initiatives.words import NAMES
from workspace.labels import label

NEWS_AT_MOST = 50
HISTORY_AT_MOST = 250
SHORT = 120  # characters of news in the history
LEFT_OUT = frozenset({"edited"})  # stands in the tables of the ZIP


def lessons(dossier: Dossier) -> Iterator[Block]:
    """Yield what came of it, what was learned, and what those who carry it told."""
    what = dossier.what
    yield Heading(_("Resultaten en lessen"))
    if not (what.outcome or what.lesson or dossier.news):
        yield Paragraph(_("Er is nog niets opgeschreven over resultaten en lessen."))
    ended = what.ended_on and _("%(stage)s op %(day)s", stage=label(what.stage), day=day(what.ended_on))
    yield from section(None, ended or "")
    yield from section(_("Resultaat"), what.outcome)
    yield from section(_("Waarom het eindigde"), what.end_reason)
    yield from section(_("Wat we ervan leerden"), what.lesson)
    for news in dossier.news[:NEWS_AT_MOST]:
        yield from _told(news)
    if len(dossier.news) > NEWS_AT_MOST:
        yield Paragraph(_("Ouder nieuws staat in het zip-bestand."))


def _told(news: News) -> Iterator[Block]:
    who = and_role(news.who, news.role, news.organisation)
    yield Heading(_("Nieuws van %(day)s", day=day_of_moment(news.told_at)), 2)
    yield Paragraph(news.text)
    if news.photos:
        yield Bullets(tuple(_("Foto: %(alt)s", alt=photo.alt) for photo in news.photos))
    yield Paragraph(_("Verteld door %(who)s.", who=who))


def history(dossier: Dossier) -> Iterator[Block]:
    """Yield what happened, newest first."""
    yield Heading(_("Geschiedenis"))
    happened = [each for each in dossier.history if each.kind not in LEFT_OUT]
    if not happened:
        yield Paragraph(_("Er is nog niets gebeurd."))
        return
    rows = tuple(
        (day_of_moment(each.happened_at), in_words(each), and_role(each.who, each.role, each.organisation))
        for each in happened[:HISTORY_AT_MOST]
    )
    yield Table(_("Wat er gebeurde, het nieuwste eerst"), (_("Dag"), _("Wat"), _("Wie")), rows)
    if len(happened) > HISTORY_AT_MOST:
        yield Paragraph(_("Wat daarvoor gebeurde, staat in het zip-bestand."))


def in_words(happening: Happening) -> str:
    """Return what happened in a sentence."""
    details = happening.details
    match happening.kind:
        case "posted":
            return str(_("Geplaatst"))
        case "edited":
            fields = details.get("fields") or []
            return str(
                _("Gewijzigd: %(fields)s", fields=", ".join(str(NAMES[x]) for x in fields if x in NAMES))
            )
        case "moved":
            return str(_("Naar de fase %(stage)s", stage=label(Stage(details["to_stage"]))))
        case "ended":
            return str(_("Afgesloten: %(stage)s", stage=label(Stage(details["to_stage"]))))
        case "aspect":
            return _aspect(happening)
        case "handover":
            state = label(HandoverState(details["state"]))
            said = _("Overdracht aan %(to)s: %(state)s", to=details["to_organisation"], state=state)
            return _with_reason(said, details.get("reason"))
        case _:
            text = " ".join(str(details["text"]).split())
            return str(
                _("Nieuws: %(text)s", text=text if len(text) <= SHORT else f"{text[:SHORT].rstrip()}…")
            )


def _aspect(happening: Happening) -> str:
    details = happening.details
    aspect = label(AspectCode(details["aspect"]))
    before, after = (label(AspectState(details[name])) for name in ("from_state", "to_state"))
    if details["from_state"] == details["to_state"]:
        said = _("%(aspect)s: bijgewerkt of opnieuw bevestigd, %(state)s", aspect=aspect, state=after)
    else:
        said = _("%(aspect)s: van %(before)s naar %(after)s", aspect=aspect, before=before, after=after)
    return _with_reason(said, details.get("why"))


def _with_reason(said: str, reason: str | list[str] | None) -> str:
    return f"{said}. {reason}" if reason else said
