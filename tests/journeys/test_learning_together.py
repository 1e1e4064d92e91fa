"""What people learn is caught on the spot, agreed to by who is quoted, and accounted for."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenPage
from tests.journeys.people import a_title, take_link_from_outbox
from tests.journeys.site import PROGRAMME, Site, assert_accessible, assert_no_sideways_scroll

MINUTE = 60  # seconds
SOUP = "dinsdagsoep-in-reek"


def kind(page: Page, name: str) -> None:
    """Choose what kind of moment it is."""
    page.locator("main label", has_text=name).first.click()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_volunteer_catches_a_moment_on_a_phone_within_a_minute(
    open_page: OpenPage, site: Site, javascript: bool
) -> None:
    phone = site.sign_in(open_page(360, javascript=javascript), "volunteer")
    words = a_title("De lepels waren op")
    phone.goto(f"/initiatieven/{site.number(SOUP)}")
    began = time.monotonic()
    phone.locator("main a[href$='/leermoment']").first.click()
    kind(phone, "Hobbel")
    phone.get_by_label("Wat gebeurde er?").fill(words)
    phone.get_by_role("button", name="Leermoment vastleggen").click()
    expect(phone.get_by_text("Het leermoment is vastgelegd.")).to_be_visible()
    assert time.monotonic() - began < MINUTE
    if javascript:
        assert_accessible(phone)
    assert_no_sideways_scroll(phone)

    visitor = open_page(360)
    visitor.goto(f"{PROGRAMME}/leermomenten")
    expect(visitor.locator(".moments li", has_text=words)).to_have_count(1)


def test_who_is_quoted_says_yes_by_a_link_without_an_account(open_page: OpenPage, site: Site) -> None:
    lead, visitor = site.sign_in(open_page(1280), "theme lead"), open_page(360)
    quoted = open_page(360, javascript=False)  # somebody with an old phone, and no account
    words, address = a_title("Ik kwam voor de soep en bleef voor de mensen"), "oom.jan@example.nl"
    lead.goto(f"/initiatieven/{site.number(SOUP)}/leermoment")
    kind(lead, "Citaat")
    lead.get_by_label("Wat gebeurde er?").fill(words)
    lead.get_by_label("E-mailadres van wie dit zei").fill(address)
    lead.get_by_role("button", name="Leermoment vastleggen").click()
    expect(lead.get_by_role("heading", level=1)).to_contain_text("Citaat")

    def is_seen(number: int) -> None:
        visitor.goto(f"{PROGRAMME}/leermomenten?zoek={words.rpartition(' ')[2]}")
        expect(visitor.locator(".moments li", has_text=words)).to_have_count(number)

    is_seen(0)
    take_link_from_outbox(quoted, address, "")
    expect(quoted.get_by_role("heading", level=1)).to_have_text("Mag dit citaat zo worden getoond?")
    expect(quoted.locator("blockquote")).to_contain_text(words)
    assert_no_sideways_scroll(quoted)
    link = quoted.url
    answer(quoted, "Ja")
    is_seen(1)
    quoted.goto(link)
    answer(quoted, "Nee")
    is_seen(0)


def answer(page: Page, words: str) -> None:
    page.locator("main label", has_text=re.compile(f"^{words}")).first.click()
    page.get_by_role("button", name="Antwoord versturen").click()
    expect(page.get_by_text(f"Uw antwoord: {words.lower()}")).to_be_visible()


def test_a_manager_adopts_a_report_when_nothing_is_missing_any_more(open_page: OpenPage, site: Site) -> None:
    page = site.sign_in(open_page(360, javascript=False), "programme manager")
    page.goto(f"{PROGRAMME}/verslagen")
    page.get_by_role("link", name="Verslag maken").first.click()
    page.locator("main label", has_text="Voortgangsrapportage").click()
    page.get_by_label("Over welk jaar?").fill("2020")
    page.locator("main label", has_text="Iedereen").click()
    page.get_by_role("button", name="Verslag maken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Voortgangsrapportage 2020")
    report = page.url.partition("#")[0]

    page.get_by_role("link", name="Vaststellen").click()
    page.get_by_role("button", name="Verslag vaststellen").click()
    expect(page.locator("main")).to_contain_text("Er ontbreekt een succes.")
    page.goto(report)
    while (why := page.get_by_role("link", name=re.compile("zeg waarom er geen is"))).count():
        why.first.click()
        page.locator("main [name=reason]").fill("door corona lag dit in 2020 stil.")
        with page.expect_navigation():
            page.get_by_role("button", name="Opslaan").click()
    assert_no_sideways_scroll(page)
    page.get_by_role("link", name="Vaststellen").click()
    page.get_by_role("button", name="Verslag vaststellen").click()
    expect(page.locator(".page-head")).to_contain_text("Vastgesteld")

    visitor = open_page(360)
    visitor.goto(report)
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Voortgangsrapportage 2020")
    visitor.get_by_role("link", name="Controleren").click()
    expect(visitor.locator("main")).to_contain_text("Ja. Dit verslag is niet veranderd")
    assert_accessible(visitor)
