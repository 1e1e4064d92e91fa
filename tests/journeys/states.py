"""Every page in its states: as whom, where, and what is done there first."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.journeys.site import BOARD
from tests.journeys.states_learning import OF_LEARNING
from tests.journeys.states_together import OF_WORKING_TOGETHER
from tests.journeys.states_trust import OF_TRUST
from tests.journeys.steps import (
    TO_THE_QUESTIONS,
    TO_THE_SCAN,
    agree_without_evidence,
    answer_nothing,
    ask_for_a_link,
    ask_for_similar,
    be_too_late,
    change_a_step_badly,
    choose_an_end_and_send,
    choose_evidence,
    decide_without_saying_who,
    follow,
    follow_and_open,
    follow_twice,
    keep_the_question,
    moderate_without_a_reason,
    open_all,
    open_an_answer,
    open_an_aspect,
    send_empty,
    sign_in_wrongly,
)

PROGRAMME = "/programmas/samen-landerd-samen-beter"
SOUP = "/initiatieven/{dinsdagsoep-in-reek}"
VISITS = "/initiatieven/{bezoekmaatjes}"
CARERS = f"{PROGRAMME}/mantelzorg"
LUNCH = "/initiatieven/{kerstlunch}"


@dataclass(frozen=True)
class State:
    """A page as somebody of this role sees it, after doing something there.

    {name} in its address stands for the number of the initiative whose address ends so.
    """

    role: str
    name: str
    address: str
    then: Callable[[Page], None] | None = None


VISITOR = [
    ("home", "/"),
    ("programmes", "/programmas"),
    ("programme", PROGRAMME),
    ("board", BOARD),
    ("board with its panels open", BOARD, open_all),
    ("board as list", f"{BOARD}?weergave=lijst"),
    ("board as table", f"{BOARD}?weergave=tabel"),
    ("board filtered", f"{BOARD}?zoek=soep&fase=anchoring"),
    ("board without a result", f"{BOARD}?zoek=onvindbaar"),
    ("list without a result", f"{BOARD}?zoek=onvindbaar&weergave=lijst"),
    ("one column", f"{BOARD}/kolom/anchoring"),
    ("initiative", SOUP),
    ("initiative with its panels open", SOUP, open_all),
    ("initiative that stopped", "/initiatieven/{dorpsbus-op-zondag}"),
    ("post form", "/initiatieven/nieuw"),
    ("post form with similar ones", "/initiatieven/nieuw?bord=13", ask_for_similar),
    ("history", f"{SOUP}/geschiedenis", open_all),
    ("news", f"{SOUP}/nieuws"),
    ("talk", f"{SOUP}/reacties"),
    ("answer form", f"{SOUP}/reacties", follow("Antwoorden")),
    ("borging", f"{SOUP}/borging"),
    ("borging on an earlier day", f"{SOUP}/borging?op=2024-01-01"),
    ("what changed in borging since a day", f"{SOUP}/borging?op=2020-06-01"),
    ("one aspect", f"{SOUP}/borging/geld"),
    ("scan with its outcome", f"{VISITS}/borgingsscan"),
    ("no scan yet", f"{SOUP}/borgingsscan"),
    ("what a scan is", "/borgingsscan/uitleg"),
    ("organisations", "/organisaties"),
    ("organisation", "/organisaties/brabantzorg"),
    ("sign in", "/inloggen"),
    ("sign in with a mistake", "/inloggen", sign_in_wrongly),
    ("sign up", "/aanmelden"),
    ("sign up with mistakes", "/aanmelden", send_empty),
    ("password forgotten", "/wachtwoord-vergeten"),
    ("password forgotten with mistakes", "/wachtwoord-vergeten", send_empty),
    ("look in your mail", "/wachtwoord-vergeten", ask_for_a_link),
    ("a link that is gone", "/inloggen/link/bestaat-niet"),
    ("an invitation that is gone", "/uitnodigingen/bestaat-niet"),
    ("outbox", "/postvak", open_all),
    ("accessibility", "/toegankelijkheid"),
    ("privacy", "/privacy"),
    ("not found", "/bestaat-niet"),
]
RESIDENT = [
    ("my place", "/mijn"),
    ("own initiative as coordinator", LUNCH, open_all),
    ("edit", f"{LUNCH}/bewerken"),
    ("edit with mistakes", f"{LUNCH}/bewerken", send_empty),
    ("posted", f"{LUNCH}/geplaatst"),
    ("post form with mistakes", "/initiatieven/nieuw", send_empty),
    ("ending", f"{LUNCH}/afsluiting"),
    ("ending with mistakes", f"{LUNCH}/afsluiting", choose_an_end_and_send),
    ("tell news", f"{LUNCH}/nieuws/nieuw"),
    ("tell news with mistakes", f"{LUNCH}/nieuws/nieuw", send_empty),
    ("join form", f"{SOUP}/deelname"),
    ("talk with mistakes", f"{SOUP}/reacties", send_empty),
    ("answer form in its place", SOUP, open_an_answer),
    ("change a comment", f"{LUNCH}/reacties", follow("Wijzigen")),
    ("remove a comment", f"{LUNCH}/reacties", follow("Weghalen")),
    ("account", "/account"),
    ("change name", "/account/naam"),
    ("change name with mistakes", "/account/naam", send_empty),
    ("change e-mail with mistakes", "/account/e-mailadres", send_empty),
    ("change password", "/account/wachtwoord"),
    ("change password with mistakes", "/account/wachtwoord", send_empty),
    ("change language", "/account/taal"),
    ("refused", f"{BOARD}/beheer"),
]
VOLUNTEER = [
    ("my place with a draft", "/mijn"),
    ("what one filled in", f"{SOUP}/deelname"),
    ("joined", f"{SOUP}/deelname/bevestiging"),
    ("draft", "/mijn", follow("Moestuin")),
]
PARTNER = [
    ("board with what is for partners", BOARD, open_all),
    ("leaving", "/vertrek"),
    ("leaving with mistakes", "/vertrek", send_empty),
    ("inbox", "/organisaties/ons-welzijn/postvak", open_all),
    ("asked to take over", "/mijn/overnemen", open_all),
    ("initiative with talk among partners", SOUP, open_all),
    ("initiative for partners", f"{BOARD}?zoek=signalen", follow("Signalen van eenzaamheid")),
    ("scan that is open", CARERS, follow(*TO_THE_SCAN)),
    ("answer a scan", CARERS, follow(*TO_THE_QUESTIONS)),
    ("answer a scan with mistakes", CARERS, answer_nothing),
    ("post form with a choice of who sees it", "/initiatieven/nieuw?bord=13"),
]
REPRESENTATIVE = [
    ("own organisation", "/organisaties/brabantzorg"),
    ("a colleague leaves", "/organisaties/brabantzorg", follow("Vertrek en overdracht")),
    ("edit an organisation", "/organisaties/brabantzorg/gegevens"),
    ("edit an organisation with mistakes", "/organisaties/brabantzorg/gegevens", send_empty),
    ("change a member", "/organisaties/brabantzorg", follow("Veranderen")),
    ("end a membership", "/organisaties/brabantzorg", follow("Laten stoppen")),
    ("invite a colleague", "/organisaties/brabantzorg/uitnodigingen/nieuw"),
    ("invite with mistakes", "/organisaties/brabantzorg/uitnodigingen/nieuw", send_empty),
]
THEME_LEAD = [
    ("board with moves", BOARD, open_all),
    ("initiative as kartrekker", VISITS, open_all),
    ("an aspect opened in its place", VISITS, open_an_aspect),
    ("edit with everything", f"{VISITS}/bewerken"),
    ("both versions", f"{VISITS}/bewerken", be_too_late),
    ("scan as kartrekker", f"{VISITS}/borgingsscan"),
    ("next step after a scan", f"{VISITS}/borgingsscan", follow("Wijzigen")),
    ("next step after a scan with mistakes", f"{VISITS}/borgingsscan", change_a_step_badly),
    ("move form", f"{VISITS}/fase"),
    ("change an aspect", f"{VISITS}/borging/geld"),
    ("take evidence back", f"{VISITS}/borging/mensen", open_all),
    ("give each kind of evidence", f"{VISITS}/borging/geld", choose_evidence("funding")),
    ("give a file", f"{VISITS}/borging/geld", choose_evidence("file")),
    ("give a decision with mistakes", f"{VISITS}/borging/besluit", decide_without_saying_who),
    ("change an aspect with mistakes", f"{VISITS}/borging/besluit", agree_without_evidence),
    ("who does the work", f"{SOUP}/zelfstandigheid", open_all),
    ("a trial with mistakes", f"{SOUP}/zelfstandigheid", send_empty),
    ("who did the work earlier", f"{SOUP}/zelfstandigheid?op=2020-06-01"),
    ("moderate", f"{SOUP}/reacties", follow("Weghalen")),
    ("moderate without a reason", f"{SOUP}/reacties", moderate_without_a_reason),
    ("manage a board", f"{BOARD}/beheer"),
    ("edit a board", f"{BOARD}/gegevens"),
    ("edit a board with mistakes", f"{BOARD}/gegevens", send_empty),
    ("add to the working group", f"{BOARD}/werkgroep/nieuw"),
    ("end a place in the working group", f"{BOARD}/beheer", follow("Laten stoppen")),
    ("partners of a board", f"{BOARD}/partners"),
    ("invite to a board", f"{BOARD}/uitnodigingen/nieuw"),
    ("my place as kartrekker", "/mijn"),
    ("handover file", f"{VISITS}/overdrachtsdossier"),
]
MANAGER = [
    ("dashboard", f"{PROGRAMME}/borging"),
    ("dashboard on an earlier day", f"{PROGRAMME}/borging?op=2020-06-30"),
    ("dashboard of one board", f"{BOARD}/borging"),
    ("coverage", f"{PROGRAMME}/dekking", open_all),
    ("letting go or steering", f"{SOUP}/loslaten"),
    ("letting go or steering, with mistakes", f"{BOARD}/loslaten", send_empty),
    ("manage a programme", f"{PROGRAMME}/beheer"),
    ("what nobody carries", f"{PROGRAMME}/zonder-trekker", open_all),
    ("own departure", "/mijn", follow_and_open("Uw vertrek")),
    ("change a departure", "/vertrek", follow_twice("Samen Landerd", "Wijzigen of intrekken")),
    ("edit a programme", f"{PROGRAMME}/gegevens"),
    ("edit a programme with mistakes", f"{PROGRAMME}/gegevens", send_empty),
    ("new programme", "/programmas/nieuw"),
    ("new programme with mistakes", "/programmas/nieuw", send_empty),
    ("new phase", f"{PROGRAMME}/fasen/nieuw"),
    ("new phase with mistakes", f"{PROGRAMME}/fasen/nieuw", send_empty),
    ("new means", f"{PROGRAMME}/middelen/nieuw"),
    ("new means with mistakes", f"{PROGRAMME}/middelen/nieuw", send_empty),
    ("change means", f"{PROGRAMME}/beheer", follow("Veranderen")),
    ("streams of money", f"{PROGRAMME}/geldstromen"),
    ("new stream of money", f"{PROGRAMME}/geldstromen/nieuw"),
    ("new stream of money with mistakes", f"{PROGRAMME}/geldstromen/nieuw", send_empty),
    ("change a stream of money", f"{PROGRAMME}/geldstromen", follow("Veranderen")),
    ("partners", f"{PROGRAMME}/partners"),
    ("search a partner", f"{PROGRAMME}/partners?q=gemeente"),
    ("end a partner", f"{PROGRAMME}/partners", follow("Laten stoppen")),
    ("new organisation", "/organisaties/nieuw?programma=samen-landerd-samen-beter"),
    ("new organisation with mistakes", "/organisaties/nieuw", send_empty),
    ("team", f"{PROGRAMME}/team"),
    ("end a place in the team", f"{PROGRAMME}/team", follow("Laten stoppen")),
    ("invite to the team", f"{PROGRAMME}/uitnodigingen/nieuw"),
    ("openness", f"{PROGRAMME}/openbaarheid"),
    ("new board", f"{PROGRAMME}/themaborden/nieuw"),
    ("new board with mistakes", f"{PROGRAMME}/themaborden/nieuw", send_empty),
    ("choose a kartrekker", f"{BOARD}/kartrekker"),
    ("what falls", f"{PROGRAMME}/wat-valt-er"),
    ("what falls without the team", f"{PROGRAMME}/wat-valt-er?team=ja&op=2021-12-31"),
    ("what falls on a day that is none", f"{PROGRAMME}/wat-valt-er?op=x"),
    ("what falls, kept", f"{PROGRAMME}/wat-valt-er?team=ja", keep_the_question),
    ("areas", "/gebieden"),
    ("area", "/gebieden", follow("Landerd")),
    ("new core", "/gebieden/3/kernen/nieuw"),
    ("new core with mistakes", "/gebieden/3/kernen/nieuw", send_empty),
]
OTHERS = [
    ("administrator", "areas", "/gebieden"),
    ("municipality", "my place", "/mijn"),
    ("province", "dashboard of the province", "/gebieden/2/borging"),
]
STATES = [
    State(role, *rest)
    for role, states in (
        ("visitor", VISITOR),
        ("resident", RESIDENT),
        ("volunteer", VOLUNTEER),
        ("partner", PARTNER),
        ("representative", REPRESENTATIVE),
        ("theme lead", THEME_LEAD),
        ("programme manager", MANAGER),
    )
    for rest in states
] + [State(*rest) for rest in (*OTHERS, *OF_WORKING_TOGETHER, *OF_LEARNING, *OF_TRUST)]
