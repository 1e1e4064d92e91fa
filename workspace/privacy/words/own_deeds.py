"""What somebody did, as it follows on "U" in what they take along: for them to read, not for a computer."""

from flask_babel import LazyString
from flask_babel import gettext as _gettext
from flask_babel import lazy_gettext as _

from workspace.audit.words import DEEDS_NOTED

OWN_DEEDS: dict[str, LazyString] = {
    "advice_answered": _("zei wat het programma met een advies deed"),
    "advice_edited": _("wijzigde een advies"),
    "advice_given": _("gaf advies"),
    "comment_edited": _("wijzigde een reactie"),
    "comment_posted": _("schreef een reactie"),
    "consent_taken_back": _("trok toestemming in"),
    "frameworks_changed": _("veranderde de kaders"),
    "frameworks_set": _("legde de kaders vast"),
    "initiative_draft_edited": _("wijzigde een concept"),
    "initiative_drafted": _("begon met een concept"),
    "initiative_ended": _("sloot een initiatief af"),
    "initiative_joined": _("ging meedoen"),
    "initiative_left": _("stopte met meedoen"),
    "initiative_moved": _("verplaatste een initiatief naar een andere fase"),
    "initiative_news": _("plaatste nieuws"),
    "initiative_posted": _("plaatste een initiatief"),
    "initiative_support_withdrawn": _("trok steun in"),
    "initiative_supported": _("gaf steun"),
    "input_said": _("zei wat een partner inbrengt"),
    "meeting_decided": _("schreef een besluit op uit een bijeenkomst"),
    "meeting_passed": _("gaf een punt van een bijeenkomst door"),
    "moment_caught": _("legde een leermoment vast"),
    "moment_edited": _("wijzigde een leermoment"),
    "moment_withdrawn": _("trok een leermoment in"),
    "news_reaction": _("zei wat u van nieuws vond"),
    "news_reaction_withdrawn": _("haalde weg wat u van nieuws vond"),
    "partner_comment_posted": _("schreef een reactie onder partners"),
    "partner_moment_caught": _("legde een leermoment vast onder partners"),
    "partner_question_answered": _("gaf een officieel antwoord onder partners"),
    "partner_reflection_written": _("schreef een reflectie onder partners"),
    "question_answered": _("gaf een officieel antwoord"),
    "question_given": _("gaf een vraag aan een collega"),
    "question_sent_on": _("stuurde een vraag door"),
    "question_taken_up": _("pakte een vraag op"),
    "question_takes_longer": _("vroeg meer tijd voor een antwoord"),
    "quote_caught": _("legde een citaat vast"),
    "reflection_edited": _("wijzigde een reflectie"),
    "reflection_withdrawn": _("trok een reflectie in"),
    "reflection_written": _("schreef een reflectie"),
    "result_added": _("schreef een resultaat op"),
    "result_corrected": _("verbeterde een resultaat"),
    "result_withdrawn": _("haalde een resultaat weg"),
    "scan_answer_changed": _("wijzigde een antwoord in een borgingsscan"),
    "scan_answered": _("beantwoordde een borgingsscan"),
    "scan_closed": _("sloot een borgingsscan af"),
    "scan_opened": _("opende een borgingsscan"),
    "scan_step_done": _("deed een volgende stap na een borgingsscan"),
    "scan_step_passed": _("gaf een volgende stap door"),
    "scan_step_set": _("sprak een volgende stap af na een borgingsscan"),
    "stance_marked": _("noteerde hoe een organisatie ertegenover staat"),
    "start_check_answered": _("beantwoordde een vraag voor de start"),
    "started_anyway": _("begon terwijl nog niet alles duidelijk was"),
    "task_added": _("voegde een taak toe"),
    "task_changed": _("wijzigde een taak"),
    "task_done": _("rondde een taak af"),
    "task_removed": _("haalde een taak weg"),
    "task_reopened": _("zette een taak weer open"),
    "trial_agreed": _("ging akkoord met een proef zonder trekker"),
    "trial_called_off": _("zegde een proef zonder trekker af"),
    "trial_proposed": _("stelde een proef zonder trekker voor"),
}


def own_deed(verb: str) -> str:
    """Return what somebody did, as a sentence to them; a deed without words keeps its code."""
    words = OWN_DEEDS.get(verb) or DEEDS_NOTED.get(verb)
    return str(_gettext("U %(did)s", did=words)) if words else verb
