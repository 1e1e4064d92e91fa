"""What rests on the programme manager is handed over, is anchored, and is asked about a year later."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import OpenPage
from tests.journeys.servers import environment_later, serving
from tests.journeys.site import Site, assert_accessible, fill_in_sign_in
from workspace.demo.queries import BEGINS, email_of

PROGRAMME = "/programmas/samen-landerd-samen-beter"
TITLE = "Voorleesmaatjes"


def sign_in_as(page: Page, site: Site, name: str) -> None:
    """Sign in as somebody of the demonstration by name."""
    page.goto("/inloggen")
    password = site.account("representative")["password"]
    fill_in_sign_in(page, {"email": email_of(name), "password": password})


@pytest.fixture
def a_year_later(
    site: Site, browser: Browser, complaints: list[str], tmp_path
) -> Iterator[Callable[[], OpenPage]]:
    """Copy the demonstration as it is by then, and open pages of it on a day a year on."""
    with ExitStack() as running:

        def start() -> OpenPage:
            environment = environment_later(site.environment, tmp_path, days=366)
            address = running.enter_context(serving(environment, "run"))
            opener = OpenPage(browser, Site(address, site.accounts), complaints)
            running.callback(opener.close)
            return opener

        yield start


def test_what_rests_on_the_programme_manager_goes_on_without_her(phone, open_page, site, a_year_later):
    manager, library = phone, open_page(360, javascript=False)
    site.sign_in(manager, "programme manager")
    address = she_sees_what_falls_without_her(manager)
    she_offers_it_to_the_library(manager)
    sign_in_as(library, site, "Els Timmers")
    the_library_asks_for_a_change(library)
    she_changes_the_offer(manager, address)
    the_library_accepts(library)
    the_library_anchors_what_was_left(library, address)
    manager.goto(address)
    expect(manager.locator("#borging")).to_contain_text("Bibliotheek Landerd gaat hierover")
    expect(manager.locator("#borging").get_by_role("link", name="Wijzigen")).to_have_count(0)
    a_year_on = a_year_later()
    its_level_has_dropped(a_year_on(390), address)
    the_library_is_asked_whether_it_still_holds(a_year_on(390), site)


def she_sees_what_falls_without_her(page: Page) -> str:
    """Go from the programme by way of its dashboard to the answer; return the address of what falls."""
    page.goto(PROGRAMME)
    page.locator("main").get_by_role("link", name="borging").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoe de borging ervoor staat")
    expect(page.locator("main")).to_contain_text("De middelen gaan sneller weg dan de borging groeit")
    page.get_by_role("link", name="Wat valt er als iemand weggaat").click()
    page.get_by_role("link", name="Wat valt er als ik wegga?").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Marieke van Dongen")
    expect(page.locator("#antwoord")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name=TITLE, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    expect(page.locator("#borging .level").first).to_have_text("Afgesproken")
    return page.url


def she_offers_it_to_the_library(page: Page) -> None:
    page.get_by_role("link", name="Overdracht aanbieden").click()
    page.get_by_label("Welke organisatie neemt het over?").select_option(label="Bibliotheek Landerd")
    page.get_by_label("Vanaf welke dag?").fill(BEGINS.isoformat())
    page.get_by_label("Welke taken neemt de organisatie over?").fill("Elke herfst het rooster maken.")
    page.get_by_role("button", name="Aanbieden").click()
    expect(page.locator("main")).to_contain_text("Aanbod aan Bibliotheek Landerd")


def the_library_asks_for_a_change(page: Page) -> None:
    page.goto("/mijn")
    page.get_by_role("link", name=TITLE, exact=True).first.click()
    page.get_by_text("Wij vragen eerst om wijzigingen", exact=True).click()
    page.get_by_label("Waarom?").fill("Zet erbij dat het programma de eerste winter nog helpt.")
    page.get_by_role("button", name="Antwoord geven").click()
    expect(page.locator("main")).to_contain_text("past het aanbod aan")


def she_changes_the_offer(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Bekijk de overdracht").click()
    expect(page.locator("main")).to_contain_text("Zet erbij dat het programma de eerste winter nog helpt.")
    page.get_by_label("Onder welke voorwaarden?").fill(
        "De eerste winter helpt het programma bij het rooster."
    )
    page.get_by_role("button", name="Aanbieden").click()
    expect(page.locator("main")).to_contain_text("Een vertegenwoordiger van Bibliotheek Landerd antwoordt")


def the_library_accepts(page: Page) -> None:
    page.goto("/mijn")
    page.get_by_role("link", name=TITLE, exact=True).first.click()
    page.get_by_text("Ja, wij nemen dit over", exact=True).click()
    page.get_by_role("button", name="Antwoord geven").click()
    expect(page.locator("main")).to_contain_text("Bibliotheek Landerd is de eigenaar")


def the_library_anchors_what_was_left(page: Page, address: str) -> None:
    """Say of the last two aspects that they are anchored: not before the second is the level."""
    page.goto(address)
    for word, level in (("eigenaar", "Afgesproken"), ("mensen", "Geborgd")):
        page.locator(f"#borging-{word}").get_by_role("link", name="Wijzigen").click()
        form = page.locator(f"#wijzig-{word} form")
        form.get_by_text("Geborgd", exact=True).click()
        form.get_by_label("Wie daar?").select_option(label="Els Timmers")
        form.get_by_role("button", name="Opslaan").click()
        expect(page.locator("#borging .level").first).to_have_text(level)


def its_level_has_dropped(page: Page, address: str) -> None:
    """Look as a visitor, a year on: nobody confirmed what was said."""
    page.goto(urlsplit(address).path)
    expect(page.locator(".demo")).to_contain_text("Hier is het 25 november 2021.")
    expect(page.locator("#borging .level").first).not_to_have_text("Geborgd")
    expect(page.locator("#borging-mensen")).to_contain_text("opnieuw bevestigen", ignore_case=True)
    assert_accessible(page)


def the_library_is_asked_whether_it_still_holds(page: Page, site: Site) -> None:
    sign_in_as(page, site, "Els Timmers")
    page.goto("/mijn")
    asked = page.locator("section", has=page.get_by_role("heading", name="Opnieuw te bevestigen"))
    asked.get_by_role("link", name=TITLE, exact=True).first.click()
    people = page.locator("#borging-mensen")
    people.get_by_role("button", name="Nog een jaar bevestigen").click()
    expect(page.locator("#borging-mensen")).not_to_contain_text("opnieuw bevestigen", ignore_case=True)
