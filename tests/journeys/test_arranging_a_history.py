"""The kartrekker arranges a learning history in three ways: by drag, by keyboard, and without JavaScript."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import OpenPage
from tests.journeys.site import Site

ARRANGING = "/leergeschiedenissen/1/indelen"
TALL = {"width": 1280, "height": 4000}  # a drag by the test does not scroll


@pytest.fixture
def kartrekker(open_page: OpenPage, site: Site) -> Page:
    page = site.sign_in(open_page(1280), "theme lead")
    page.set_viewport_size({"width": TALL["width"], "height": TALL["height"]})
    page.goto(ARRANGING)
    return page


def chapter(page: Page, number: int) -> Locator:
    return page.locator(".arranging__chapters > section").nth(number)


def order(page: Page, number: int) -> list[str]:
    """Return the moments of a chapter, as their cards are called."""
    names = chapter(page, number).locator("li .arranged").evaluate_all("cards => cards.map(card => card.id)")
    return [str(name) for name in names]


def test_a_moment_is_dropped_before_another(kartrekker: Page) -> None:
    first, second, *rest = order(kartrekker, 0)
    kartrekker.locator(f"#{second} .arranged__what").drag_to(kartrekker.locator(f"#{first} .arranged__what"))
    expect(kartrekker.locator("#status")).to_have_text("Het leermoment staat nu in dat hoofdstuk.")
    assert order(kartrekker, 0) == [second, first, *rest]
    expect(kartrekker.locator(f"#{second}")).to_be_focused()


def test_a_moment_is_dropped_at_the_end_and_back_in_the_tray(kartrekker: Page) -> None:
    moment = order(kartrekker, 1)[0]
    card = kartrekker.locator(f"#{moment} .arranged__what")
    card.drag_to(chapter(kartrekker, 0).locator(".arranging__end"))
    expect(chapter(kartrekker, 0).locator(f"#{moment}")).to_be_visible()
    assert order(kartrekker, 0)[-1] == moment
    card.drag_to(kartrekker.locator("#nog-te-plaatsen"))
    expect(kartrekker.locator(f".arranging__tray #{moment}")).to_be_visible()


def test_a_moment_moves_by_keyboard_and_the_focus_stays(kartrekker: Page) -> None:
    first, second, *rest = order(kartrekker, 2)
    button = kartrekker.locator(f"#down-{first}")
    button.focus()
    kartrekker.keyboard.press("Enter")
    expect(kartrekker.locator("#status")).to_have_text("Het leermoment is verplaatst.")
    assert order(kartrekker, 2) == [second, first, *rest]
    expect(button).to_be_focused()


def test_a_moment_moves_without_javascript(open_page: OpenPage, site: Site) -> None:
    page = site.sign_in(open_page(360, javascript=False), "theme lead")
    page.goto(ARRANGING)
    first, second, *rest = order(page, 3)
    page.locator(f"#up-{second}").click()
    assert order(page, 3) == [second, first, *rest]
    assert page.url.endswith(f"#{second}")
