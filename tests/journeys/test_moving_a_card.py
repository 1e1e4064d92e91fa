"""The kartrekker moves a card in three ways, and who watches the board sees it happen."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenPage
from tests.journeys.people import a_title, card_in, look_at_board, post_idea, tab_to
from tests.journeys.site import BOARD, Site

SOON = 6_000  # milliseconds: five seconds as promised, and one for a busy machine


@pytest.fixture
def kartrekker(open_page: OpenPage, site: Site) -> Page:
    return site.sign_in(open_page(1280), "theme lead")


def test_a_card_moves_by_its_form(kartrekker: Page) -> None:
    title = a_title("Wandelen op zondag")
    post_idea(kartrekker, title)
    look_at_board(kartrekker, title).locator("summary").click()
    kartrekker.get_by_label("Nieuwe fase").select_option("exploring")
    kartrekker.get_by_role("button", name="Verplaatsen").click()
    expect(card_in(kartrekker, "exploring", title)).to_be_visible()
    assert "zoek=" in kartrekker.url, "back to the board as it was filtered"


def test_a_card_moves_by_keyboard_alone(kartrekker: Page) -> None:
    title = a_title("Kaarten op dinsdag")
    post_idea(kartrekker, title)
    card = look_at_board(kartrekker, title)
    tab_to(kartrekker, card.locator("summary"))
    kartrekker.keyboard.press("Enter")
    tab_to(kartrekker, card.get_by_label("Nieuwe fase"))
    kartrekker.keyboard.press("ArrowDown")
    chosen = card.get_by_label("Nieuwe fase").input_value()
    tab_to(kartrekker, card.get_by_role("button", name="Verplaatsen"))
    kartrekker.keyboard.press("Enter")
    assert chosen == "running"
    tab_to(kartrekker, kartrekker.get_by_label("Waarom begint u toch?"))
    kartrekker.keyboard.type("De zaal is vrij.")
    kartrekker.keyboard.press("Enter")
    expect(card_in(kartrekker, chosen, title)).to_be_visible()


def test_a_card_moves_by_drag(kartrekker: Page) -> None:
    title = a_title("Breien voor elkaar")
    post_idea(kartrekker, title)
    look_at_board(kartrekker, title).drag_to(kartrekker.locator("#fase-exploring"))
    expect(card_in(kartrekker, "exploring", title)).to_be_visible()


def test_a_card_dragged_to_running_asks_one_sentence_while_not_all_is_clear(kartrekker: Page) -> None:
    title = a_title("Soep voor de straat")
    post_idea(kartrekker, title)
    look_at_board(kartrekker, title).drag_to(kartrekker.locator("#fase-running"))
    expect(kartrekker.get_by_role("heading", name="Nog niet alles is duidelijk")).to_be_visible()
    expect(kartrekker.locator(".error-summary")).to_have_count(0)
    expect(kartrekker.get_by_label("Naar welke fase?")).to_have_value("running")
    kartrekker.get_by_label("Waarom begint u toch?").fill("De pan staat al op het vuur.")
    kartrekker.get_by_role("button", name="Verplaatsen").click()
    expect(card_in(kartrekker, "running", title)).to_be_visible()
    assert "zoek=" in kartrekker.url, "back to the board as it was filtered"


def test_a_drag_to_where_it_may_not_go_changes_nothing(open_page: OpenPage, site: Site) -> None:
    resident, title = site.sign_in(open_page(1280), "resident"), a_title("Dromen delen")
    post_idea(resident, title)
    look_at_board(resident, title).drag_to(resident.locator("#fase-exploring"))
    expect(card_in(resident, "idea", title)).to_be_visible()


def test_who_watches_sees_it_within_five_seconds_and_keeps_what_they_were_doing(
    open_page: OpenPage, kartrekker: Page, site: Site
) -> None:
    title, other = a_title("Zingen in het koor"), a_title("Zingen aan de deur")
    post_idea(kartrekker, title)
    post_idea(kartrekker, other)
    watcher = site.sign_in(open_page(1280), "programme manager")
    watcher.goto(f"{BOARD}?zoek=zingen")
    expect(card_in(watcher, "idea", title)).to_be_visible()
    half_done = watcher.locator(".card", has_text=other)
    half_done.locator("summary").click()
    half_done.get_by_label("Nieuwe fase").select_option("running")
    watcher.locator("#filter-zoek").press("End")
    watcher.keyboard.type(" en nog")
    watcher.evaluate("scrollTo(0, 150); document.querySelector('.board').scrollLeft = 40")
    before = _where(watcher)

    look_at_board(kartrekker, title).drag_to(kartrekker.locator("#fase-exploring"))

    expect(card_in(watcher, "exploring", title)).to_be_visible(timeout=SOON)
    assert _where(watcher) == before
    expect(watcher.locator("#filter-zoek")).to_have_value("zingen en nog")
    expect(half_done.get_by_label("Nieuwe fase")).to_be_visible()
    expect(half_done.get_by_label("Nieuwe fase")).to_have_value("running")
    expect(watcher.locator("#status")).to_have_text("Het bord is bijgewerkt.")


def test_a_visitor_on_a_phone_sees_a_new_idea_appear(open_page: OpenPage, site: Site) -> None:
    phone, resident = open_page(390), site.sign_in(open_page(1280), "resident")
    title = a_title("Vissen bij het ven")
    phone.goto(f"{BOARD}?zoek=vissen")
    phone.wait_for_load_state("networkidle")
    post_idea(resident, title)
    expect(card_in(phone, "idea", title)).to_be_visible(timeout=SOON)


def _where(page: Page) -> object:
    """Return how far the page and the board are scrolled, and what has the focus."""
    return page.evaluate(
        "[scrollY, document.querySelector('.board').scrollLeft, document.activeElement.id]",
    )
