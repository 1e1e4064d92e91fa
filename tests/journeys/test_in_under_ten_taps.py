"""A kartrekker with five minutes and a telephone keeps her board up to date (domain/needs.md)."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import OpenPage
from tests.journeys.people import a_title, card, card_in, post_idea
from tests.journeys.site import BOARD, PROGRAMME, Site, assert_no_sideways_scroll
from tests.journeys.steps import add_task, ask, plan_for

PHONE = 360  # pixels: a small telephone
AT_MOST = 9  # taps: under ten
HER_ORGANISATION = "Zorgcoöperatie Schaijk"
READ_SOON = 60  # times a second: what happened is told beside the requests, a moment later


class Thumb:
    """Does what a finger does on this page, and counts it."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, what: Locator) -> None:
        what.click()
        self.taps += 1
        self.page.wait_for_load_state()
        assert_no_sideways_scroll(self.page)


def test_a_kartrekker_keeps_a_board_up_to_date_in_under_ten_taps(open_page: OpenPage, site: Site) -> None:
    lead, resident = site.sign_in(open_page(PHONE), "theme lead"), site.sign_in(open_page(PHONE), "resident")
    title, chore, meeting = a_title("Samen koffie"), a_title("Zaal bespreken"), a_title("Werkgroep")
    address = post_idea(resident, title)
    resident.goto(address)
    ask(resident, "Hebben jullie een koffiepot?", HER_ORGANISATION)
    add_task(lead, address, chore)
    plan_for(lead, f"{PROGRAMME}/bijeenkomsten/nieuw", meeting)
    _wait_for_news_of(lead, title)

    thumb, main = Thumb(lead), lead.locator("main")
    lead.goto("/mijn")
    thumb.tap(main.locator("button", has_text=f"Klaar: {chore}"))
    expect(main.get_by_text(chore)).to_have_count(0)
    thumb.tap(main.locator("button", has_text=f"Ik pak dit op: {title}"))
    expect(lead).to_have_url(re.compile("/mijn$"))
    expect(main.locator("li", has_text=title).filter(has_text="Fatima El Amrani zorgt")).to_have_count(1)
    _reply(thumb, main, meeting)
    thumb.tap(main.get_by_role("button", name="Alles gelezen"))
    expect(main).to_contain_text("Niets nieuws sinds u hier was.")
    thumb.tap(main.get_by_role("link", name="Eenzaamheid", exact=True))
    thumb.tap(card(lead, title).locator("summary"))
    expect(card(lead, title).get_by_label("Nieuwe fase")).to_have_value("exploring")  # the next one
    thumb.tap(card(lead, title).get_by_role("button", name="Verplaatsen"))
    expect(lead.get_by_text(f"{title} staat nu bij Verkenning.")).to_be_in_viewport()
    expect(card_in(lead, "exploring", title)).to_be_visible()
    assert thumb.taps <= AT_MOST

    _everybody_sees_it(resident, title, address)


def _reply(thumb: Thumb, main: Locator, meeting: str) -> None:
    thumb.tap(main.locator("button", has_text=f"Ik kom: {meeting}"))
    expect(main.locator("button", has_text=f"Ik kom: {meeting}")).to_have_count(0)


def _wait_for_news_of(page: Page, title: str) -> None:
    """Look at Mijn werkplek until it tells of this initiative."""
    for _ in range(READ_SOON):
        page.goto("/mijn")
        if page.locator("section[aria-labelledby=veranderd]").get_by_text(title).count():
            return
        page.wait_for_timeout(1000)
    raise AssertionError(f"Nothing was told about {title}")


def _everybody_sees_it(page: Page, title: str, address: str) -> None:
    page.goto(BOARD)
    expect(card_in(page, "exploring", title)).to_be_visible()
    page.goto(address)
    page.get_by_role("link", name=re.compile("wacht nog geen werkdag")).or_(
        page.locator("#reacties a[href^='/vragen/']")
    ).first.click()
    expect(page.locator("main")).to_contain_text("Fatima El Amrani")
