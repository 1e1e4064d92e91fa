"""English, paper, and an agreement that has gone stale."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenPage
from tests.journeys.site import BOARD, Site, assert_accessible


def test_who_reads_english_gets_english_on_every_page(phone: Page, site: Site) -> None:
    phone.goto("/")
    phone.get_by_role("link", name="English").last.click()
    expect(phone.locator("html")).to_have_attribute("lang", "en")
    for address in ("/", BOARD, f"/initiatieven/{site.number('dinsdagsoep-in-reek')}", "/initiatieven/nieuw"):
        phone.goto(address)
        expect(phone.locator("html")).to_have_attribute("lang", "en")
        expect(phone.get_by_role("link", name="Skip to the content")).to_have_count(1)
        assert_accessible(phone)
    phone.get_by_role("link", name="Nederlands").last.click()
    expect(phone.locator("html")).to_have_attribute("lang", "nl")


@pytest.mark.parametrize("shape", ["bord", "lijst", "tabel"])
def test_a_board_on_paper_is_the_board_and_nothing_else(desktop: Page, shape: str) -> None:
    desktop.goto(f"{BOARD}?weergave={shape}&fase=anchoring")
    desktop.emulate_media(media="print")
    for hidden in (".site-nav", ".site-header__tools", ".filters", ".switch", "form", ".button"):
        assert not [each for each in desktop.locator(hidden).all() if each.is_visible()], hidden
    expect(desktop.get_by_role("heading", level=1)).to_be_visible()
    for title in ("Dinsdagsoep in Reek", "Bezoekmaatjes in Schaijk en Reek"):
        expect(desktop.locator("main").get_by_text(title).first).to_be_visible()


def test_the_table_fits_on_paper(open_page: OpenPage) -> None:
    page = open_page(1040)  # a sheet lying on its side, at 96 pixels to the inch and without its margins
    page.goto(f"{BOARD}?weergave=tabel")
    page.emulate_media(media="print")
    wider = page.locator(".table-scroll").evaluate("box => box.scrollWidth - box.clientWidth")
    assert wider <= 0, f"{wider} pixels of the table are not on the paper"


def test_an_agreement_that_went_stale_is_confirmed_by_who_answers_for_it(
    open_page: OpenPage, site: Site
) -> None:
    page = site.sign_in(open_page(390), "province", twin=True)
    page.goto("/mijn")
    assert_accessible(page)
    page.locator("section", has_text="Opnieuw te bevestigen").get_by_role("link").first.click()
    stale = page.get_by_role("button", name=re.compile("Nog een jaar bevestigen"))
    before = stale.count()
    expect(page.locator("#borging")).to_contain_text("opnieuw bevestigd worden")
    stale.first.click()
    expect(stale).to_have_count(before - 1)
    expect(page.locator("#status")).not_to_be_empty()
