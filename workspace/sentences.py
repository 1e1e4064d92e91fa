"""What happened, in words: the same on a page, in a history and in a message (in the language of the moment).

For mail, say it inside `languages.in_language(…)`, as `letters.compose` does.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from workspace.labels import LABELS, label


class Happening(Protocol):
    """An event with the name of who did it, and the organisation they did it for."""

    @property
    def verb(self) -> str: ...
    @property
    def who(self) -> str | None: ...
    @property
    def organisation(self) -> str | None: ...
    @property
    def details(self) -> Mapping[str, Any]: ...


# As it follows on the name of who did it.
DEEDS: dict[str, str] = {
    "contribution_claimed": lazy_gettext("heeft nu zelf wat eerst een ander voor hen inbracht"),
    "initiative_drafted": lazy_gettext("begon met een concept"),
    "initiative_shown": lazy_gettext("liet dit initiatief aan iedereen zien"),
    "initiative_draft_edited": lazy_gettext("wijzigde de gegevens"),
    "initiative_edited": lazy_gettext("wijzigde de gegevens"),
    "initiative_news": lazy_gettext("plaatste nieuws"),
    "advice_given": lazy_gettext("gaf advies"),
    "advice_edited": lazy_gettext("wijzigde een advies"),
    "frameworks_set": lazy_gettext("legde de kaders vast"),
    "comment_posted": lazy_gettext("reageerde"),
    "partner_comment_posted": lazy_gettext("reageerde onder partners"),
    "result_added": lazy_gettext("schreef een resultaat op"),
    "aspect_confirmed": lazy_gettext("bevestigde een afspraak over borging"),
    "carry_confirmed": lazy_gettext("bevestigde dat de organisatie dit draagt"),
    "scan_opened": lazy_gettext("opende een borgingsscan"),
    "scan_closed": lazy_gettext("sloot een borgingsscan af"),
    "scan_step_set": lazy_gettext("sprak een volgende stap af na een borgingsscan"),
    "scan_step_done": lazy_gettext("deed een volgende stap na een borgingsscan"),
    "handover_offered": lazy_gettext("bood aan om dit initiatief over te dragen"),
    "handover_changes_asked": lazy_gettext("vroeg wijzigingen in de overdracht"),
    "handover_accepted": lazy_gettext("nam dit initiatief over"),
    "handover_declined": lazy_gettext("wees de overdracht af"),
    "handover_withdrawn": lazy_gettext("trok het aanbod van overdracht in"),
    "trial_proposed": lazy_gettext("stelde een proef zonder trekker voor"),
    "trial_agreed": lazy_gettext("ging akkoord met een proef zonder trekker"),
    "trial_called_off": lazy_gettext("zegde de proef zonder trekker af"),
    "meeting_decided": lazy_gettext("schreef een besluit op uit een bijeenkomst"),
    "programme_report_out": lazy_gettext("vraagt uw reactie op een verslag"),
    "programme_report_adopted": lazy_gettext("stelde een verslag vast"),
    "question_asked": lazy_gettext("vroeg uw organisatie iets"),
    "question_given": lazy_gettext("vroeg u om voor een antwoord te zorgen"),
    "question_sent_on": lazy_gettext("stuurde een vraag door"),
    "question_takes_longer": lazy_gettext("heeft meer tijd nodig om te antwoorden"),
    "question_answered": lazy_gettext("gaf een officieel antwoord"),
    "partner_question_answered": lazy_gettext("gaf een officieel antwoord onder partners"),
    "task_added": lazy_gettext("gaf u een taak"),
    "task_changed": lazy_gettext("gaf u een taak"),
    "task_done": lazy_gettext("rondde een taak af"),
    "moment_caught": lazy_gettext("legde een leermoment vast"),
    "quote_asked": lazy_gettext("wil u citeren en vraagt of dat mag"),
    "reflection_written": lazy_gettext("schreef een reflectie bij een leermoment"),
    "partner_reflection_written": lazy_gettext("schreef onder partners een reflectie bij een leermoment"),
    "partner_moment_caught": lazy_gettext("legde een leermoment vast onder partners"),
    "input_said": lazy_gettext("zei wat een partner inbrengt"),
    "transfer.accepted": lazy_gettext("nam over wat u vroeg"),
    "transfer.declined": lazy_gettext("neemt niet over wat u vroeg"),
    "board.added": lazy_gettext("maakte dit themabord"),
    "theme_lead.named": lazy_gettext("wees een nieuwe kartrekker aan"),
    "board_member.added": lazy_gettext("nam u op in de werkgroep"),
    "history_published": lazy_gettext("publiceerde een leergeschiedenis"),
    "partner_history_published": lazy_gettext("publiceerde een leergeschiedenis onder partners"),
    "partner.began": lazy_gettext("liet een organisatie meedoen aan het programma"),
}
# Whole sentences: who did it is not told.
WHOLE: dict[str, str] = {
    "initiative_supported": lazy_gettext("Iemand steunt dit initiatief"),
    "initiative_joined": lazy_gettext("Iemand doet mee"),
    "report_made": lazy_gettext("Iemand meldde dat hier iets mis is"),
    "report_handled": lazy_gettext("Wat u meldde, is bekeken"),
    "person_left": lazy_gettext("Iemand liet de eigen gegevens weghalen: kijk wat nu zonder trekker is"),
    "quote_answered": lazy_gettext("Er is antwoord op een citaat dat u vastlegde"),
    "author_told": lazy_gettext("Er is een bericht voor u over wat u schreef"),
}
# Deeds that say something of their own each time.
SPECIAL: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "initiative_posted": lambda details: (
        _("plaatste dit initiatief namens iemand anders")
        if details.get("for_another")
        else _("plaatste dit initiatief")
    ),
    "initiative_moved": lambda details: _("verplaatste het naar %(stage)s", stage=_stage(details)),
    "started_anyway": lambda details: _(
        "begon terwijl nog niet alles duidelijk was: %(reason)s", reason=str(details.get("reason", ""))
    ),
    "advice_answered": lambda details: _(
        "zei wat het programma met een advies deed: %(outcome)s", outcome=_done_with(details)
    ),
    "programme_report_answered": lambda details: _(
        "zei wat er met uw reactie op een verslag is gedaan: %(outcome)s", outcome=_done_with(details)
    ),
    "frameworks_changed": lambda details: _(
        "veranderde de kaders: %(reason)s", reason=str(details.get("reason", ""))
    ),
    "initiative_ended": lambda details: _("sloot het af: %(stage)s", stage=_stage(details)),
    "aspect_changed": lambda details: _("wijzigde de borging: %(aspect)s", aspect=_aspect(details)),
}


# What is told together when it happened more than once: of so many, the last by somebody.
TOGETHER: dict[str, Callable[[int, str], str]] = {
    "comment_posted": lambda number, who: str(
        ngettext(
            "%(num)s nieuwe reactie, van %(who)s",
            "%(num)s nieuwe reacties, de laatste van %(who)s",
            number,
            who=who,
        )
    ),
    "partner_comment_posted": lambda number, who: str(
        ngettext(
            "%(num)s nieuwe reactie onder partners, van %(who)s",
            "%(num)s nieuwe reacties onder partners, de laatste van %(who)s",
            number,
            who=who,
        )
    ),
    "initiative_supported": lambda number, _who: str(
        ngettext(
            "%(num)s persoon steunt dit initiatief ook",
            "%(num)s mensen steunen dit initiatief ook",
            number,
        )
    ),
    "initiative_joined": lambda number, _who: str(
        ngettext("%(num)s persoon doet ook mee", "%(num)s mensen doen ook mee", number)
    ),
    "aspect_changed": lambda number, who: str(
        ngettext(
            "%(num)s wijziging in de borging, door %(who)s",
            "%(num)s wijzigingen in de borging, de laatste door %(who)s",
            number,
            who=who,
        )
    ),
    "initiative_edited": lambda number, who: str(
        ngettext(
            "%(num)s wijziging van de gegevens, door %(who)s",
            "%(num)s wijzigingen van de gegevens, de laatste door %(who)s",
            number,
            who=who,
        )
    ),
}


def deed(verb: str, details: Mapping[str, Any]) -> str:
    """Return what happened, as it follows on the name of who did it."""
    if verb in SPECIAL:
        return str(SPECIAL[verb](details))
    return str(DEEDS[verb]) if verb in DEEDS else str(_("veranderde iets"))


def told(event: Happening) -> str:
    """Return what happened, in one sentence without its full stop."""
    if event.verb in WHOLE:
        return str(WHOLE[event.verb])
    return f"{_whose(event)} {deed(event.verb, event.details)}"


def told_together(events: Sequence[Happening]) -> str:
    """Return in one sentence what happened once or more, newest first, always by the same verb."""
    newest = events[0]
    if len(events) == 1 or newest.verb not in TOGETHER:
        return told(newest)
    return TOGETHER[newest.verb](len(events), _whose(newest))


def _whose(event: Happening) -> str:
    if event.who is None:
        role = getattr(event, "role", None)
        return event.organisation or (label(role).capitalize() if role else str(_("Iemand")))
    who = event.who
    return f"{who} ({event.organisation})" if event.organisation else who


def _stage(details: Mapping[str, Any]) -> str:
    return str(LABELS["Stage"].get(str(details.get("to_stage")), "?"))


def _done_with(details: Mapping[str, Any]) -> str:
    return str(LABELS["DoneWith"].get(str(details.get("followed")), "?")).lower()


def _aspect(details: Mapping[str, Any]) -> str:
    return str(LABELS["AspectCode"].get(str(details.get("aspect")), "?")).lower()
