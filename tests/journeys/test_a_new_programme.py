"""A programme manager sets up a programme alone: no administrator, no command line."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenPage
from tests.journeys.people import open_account_by_letter, sign_up, take_link_from_outbox
from tests.journeys.site import Site, assert_accessible

NEWCOMER = "nieuwe.kartrekker@example.nl"


def test_from_nothing_to_a_board_with_a_partner_and_a_kartrekker(open_page: OpenPage, site: Site) -> None:
    manager = site.sign_in(open_page(1280), "programme manager")
    phone = open_page(390)

    _make_programme(manager)
    assert_accessible(manager)
    _make_board(manager)
    _ask_partner(manager, "BrabantZorg")
    _say_yes_for_the_organisation(site.sign_in(open_page(390), "representative"))
    manager.get_by_role("link", name="Groen en Gezond Landerd").first.click()
    manager.get_by_role("link", name="Programma beheren").click()
    expect(manager.locator("section", has=manager.locator("#partners"))).to_contain_text("BrabantZorg")

    _invite_kartrekker(manager)
    _accept_as_newcomer(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Tuinen")
    phone.get_by_role("link", name="Bord beheren").click()
    expect(phone.locator("tr", has_text="Nieuwe Kartrekker")).to_contain_text("kartrekker")

    manager.reload()
    expect(manager.locator("main")).to_contain_text("Nieuwe Kartrekker")


def _make_programme(manager: Page) -> None:
    manager.goto("/programmas/nieuw")
    manager.get_by_label("Naam van het programma").fill("Groen en Gezond Landerd")
    manager.get_by_label("Waar gaat het programma over?").fill("Samen tuinieren is gezond.")
    manager.get_by_label("Gebied").select_option(label="Landerd")
    manager.get_by_label("Eerste dag").fill("2026-01-01")
    manager.get_by_label("Laatste dag").fill("2029-12-31")
    manager.get_by_role("button", name="Programma maken").click()
    expect(manager.get_by_role("heading", level=1)).to_have_text("Beheer van Groen en Gezond Landerd")


def _make_board(manager: Page) -> None:
    manager.get_by_role("link", name="Themabord maken").first.click()
    manager.get_by_label("Titel").fill("Tuinen")
    manager.get_by_role("button", name="Themabord maken").click()
    expect(manager.get_by_role("heading", level=1)).to_have_text(re.compile("Tuinen"))


def _ask_partner(manager: Page, name: str) -> None:
    manager.get_by_role("link", name="Beheer van het hele programma").click()
    manager.get_by_role("link", name="Partners beheren").click()
    manager.get_by_label("Zoek op naam").fill(name)
    manager.get_by_role("button", name="Organisatie zoeken").click()
    manager.get_by_role("button", name=f"{name} vragen").click()
    expect(manager.locator("main")).to_contain_text("Gevraagd, nog geen antwoord")
    assert_accessible(manager)


def _say_yes_for_the_organisation(representative: Page) -> None:
    representative.goto("/mijn")
    assert_accessible(representative)
    representative.get_by_role("link", name="Doet BrabantZorg mee met Groen en Gezond Landerd?").click()
    assert_accessible(representative)
    representative.get_by_role("button", name="Ja, meedoen").click()
    expect(representative.get_by_role("link", name="Groen en Gezond Landerd")).to_be_visible()


def _invite_kartrekker(manager: Page) -> None:
    manager.get_by_role("link", name="Kartrekker kiezen").first.click()
    manager.get_by_role("link", name="Iemand anders uitnodigen met een mail").click()
    manager.get_by_label("E-mailadres").fill(NEWCOMER)
    manager.get_by_role("button", name="Uitnodiging versturen").click()
    expect(manager.locator("main")).to_contain_text(NEWCOMER)
    assert_accessible(manager)


def _accept_as_newcomer(phone: Page) -> None:
    take_link_from_outbox(phone, NEWCOMER, "Uitnodiging van")
    assert_accessible(phone)
    phone.get_by_role("link", name="Account maken").click()
    sign_up(phone, "Nieuwe Kartrekker", NEWCOMER)
    open_account_by_letter(phone, NEWCOMER)
    expect(phone.get_by_role("button", name="Ja, ik doe mee")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_role("button", name="Ja, ik doe mee").click()
