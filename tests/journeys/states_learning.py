"""The states of the pages of learning and accounting: role, name, address, and what is done there first."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.journeys.site import BOARD
from tests.journeys.steps import follow, open_all, send_empty

PROGRAMME = "/programmas/samen-landerd-samen-beter"
HISTORY = "/leergeschiedenissen/1"
SOUP = "/initiatieven/{dinsdagsoep-in-reek}"


def ask_file(page: Page) -> None:
    """Ask for a PDF, and stay with it."""
    page.get_by_role("button", name="Pdf").click()
    page.locator("#stand").wait_for()


def fill_in_a_budget(page: Page) -> None:
    """Make a plan, and ask for an empty line on its first theme."""
    page.locator("input[name=kind][value=plan]").check(force=True)
    page.locator("main form .buttons button").click()
    page.get_by_role("link", name="Bedragen invullen").first.click()
    send_empty(page)


def make_account(page: Page) -> None:
    """Make the progress report of a year that has none."""
    page.locator("main label", has_text="Voortgangsrapportage").click()
    page.fill("input[name=year]", "2018")
    page.locator("main form.form button[type=submit]").click()
    page.wait_for_url("**/verslagen/*")


def make_account_and_edit(page: Page) -> None:
    """Look at a section of a new account."""
    make_account(page)
    follow("Tekst aanpassen")(page)


def make_account_and_ask_badly(page: Page) -> None:
    """Ask for reactions to a new account without a day."""
    make_account(page)
    follow("Om reacties vragen")(page)
    send_empty(page)


def make_account_to_adopt(page: Page) -> None:
    """Look at what a new account lacks."""
    make_account(page)
    follow("Vaststellen")(page)


OF_LEARNING: list[tuple[str, str, str] | tuple[str, str, str, Callable[[Page], Any]]] = [
    ("visitor", "catching a moment", f"{SOUP}/leermoment"),
    ("resident", "catching a moment on a board, with mistakes", f"{BOARD}/leermoment", send_empty),
    ("programme manager", "catching a moment with all there is to tell", f"{PROGRAMME}/leermoment", open_all),
    ("visitor", "reporting a moment", "/melden/leermoment/4"),
    ("resident", "reporting a moment, with mistakes", "/melden/leermoment/4", send_empty),
    (
        "programme manager",
        "a moment that somebody reported",
        f"{PROGRAMME}/meldingen",
        follow("Apart bekijken en beslissen: Leermoment"),
    ),
    ("visitor", "the moments of a programme", f"{PROGRAMME}/leermomenten"),
    ("visitor", "red threads of a programme", f"{PROGRAMME}/rode-draden"),
    ("theme lead", "red threads with suggestions", f"{PROGRAMME}/rode-draden"),
    ("theme lead", "making a red thread with mistakes", f"{PROGRAMME}/rode-draden/nieuw", send_empty),
    ("visitor", "a red thread through moments", "/rode-draden/1"),
    ("theme lead", "a red thread with suggestions of moments", "/rode-draden/1"),
    ("visitor", "a moment with a picture and reflections", "/leermomenten/6"),
    ("programme manager", "a moment, by who steers there", "/leermomenten/6"),
    ("programme manager", "obstacles of all programmes", "/hobbels"),
    ("visitor", "an adopted progress report", "/verslagen/1"),
    ("visitor", "checking that a report is unchanged", "/verslagen/1/controle"),
    ("partner", "a plan that is out for reaction", "/verslagen/2"),
    ("programme manager", "a council paper in the making", "/verslagen/3"),
    ("visitor", "reading a learning history", HISTORY),
    ("programme manager", "a learning history, by who publishes it", HISTORY),
    ("theme lead", "arranging a learning history", f"{HISTORY}/indelen", open_all),
    ("theme lead", "choosing closing questions, with mistakes", f"{HISTORY}/vragen", send_empty),
    ("theme lead", "adding a chapter, with mistakes", f"{HISTORY}/hoofdstukken/nieuw", send_empty),
    ("theme lead", "what changed in a learning history", f"{HISTORY}/versies", open_all),
    ("visitor", "learning histories of a programme", f"{PROGRAMME}/leergeschiedenissen"),
    (
        "theme lead",
        "making a learning history with mistakes",
        f"{PROGRAMME}/leergeschiedenissen/nieuw",
        send_empty,
    ),
    ("programme manager", "taking a report along as a file", "/verslagen/1/bestanden"),
    ("programme manager", "a file that is being made", "/leergeschiedenissen/1/bestanden", ask_file),
    (
        "programme manager",
        "the budget of a theme with mistakes",
        f"{PROGRAMME}/verslagen/nieuw",
        fill_in_a_budget,
    ),
    ("visitor", "accounts of a programme", f"{PROGRAMME}/verslagen"),
    ("programme manager", "making an account with mistakes", f"{PROGRAMME}/verslagen/nieuw", send_empty),
    (
        "programme manager",
        "an adopted account",
        f"{PROGRAMME}/verslagen",
        follow("Voortgangsrapportage 2019"),
    ),
    (
        "partner",
        "whether an account is unchanged",
        f"{PROGRAMME}/verslagen",
        follow("Voortgangsrapportage 2019", "Controleren"),
    ),
    ("programme manager", "a new account", f"{PROGRAMME}/verslagen/nieuw", make_account),
    ("programme manager", "a section of an account", f"{PROGRAMME}/verslagen/nieuw", make_account_and_edit),
    (
        "programme manager",
        "asking for reactions with mistakes",
        f"{PROGRAMME}/verslagen/nieuw",
        make_account_and_ask_badly,
    ),
    ("programme manager", "adopting an account", f"{PROGRAMME}/verslagen/nieuw", make_account_to_adopt),
    ("programme manager", "asking who is quoted, with mistakes", "/leermomenten/37/toestemming", send_empty),
    ("programme manager", "somebody no longer agrees", "/leermomenten/4/toestemming/vervallen", send_empty),
    ("resident", "reflecting on a moment, with mistakes", "/leermomenten/4/reflecties", send_empty),
    ("visitor", "what people make of a moment", "/leermomenten/4/reflecties"),
    ("programme manager", "sharing an obstacle, with mistakes", "/leermomenten/4/delen", send_empty),
    ("partner", "obstacles of all programmes", "/hobbels"),
    ("partner", "obstacles that are not found", "/hobbels?zoek=ruimtevaart"),
]
