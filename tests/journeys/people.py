"""What people do in a browser, in small steps that stories are made of."""

import re
from itertools import count

from playwright.sync_api import Locator, Page, expect

from tests.journeys.site import BOARD, assert_accessible

_numbers = count(1)
TABS_AT_MOST = 150


def a_title(words: str) -> str:
    """Return a title that nobody used before in this run: `Samen zingen aaa`, without digits or twins."""
    number, letters = next(_numbers), ""
    for _ in range(3):
        number, rest = divmod(number, 26)
        letters = chr(ord("a") + rest) + letters
    return f"{words} q{letters}"


def fill_in_an_idea(page: Page, title: str, summary: str = "Wij willen dit graag samen doen.") -> None:
    """Start at the board, as people do, and fill in what is needed."""
    page.goto(BOARD)
    page.get_by_role("link", name="Initiatief plaatsen").click()
    page.get_by_label("Titel").fill(title)
    page.locator("textarea[name=summary]").fill(summary)


def post_idea(page: Page, title: str, summary: str = "Wij willen dit graag samen doen.") -> str:
    """Post an idea and return the address of its page."""
    fill_in_an_idea(page, title, summary)
    page.get_by_role("button", name="Initiatief plaatsen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw initiatief is geplaatst")
    address = page.get_by_role("link", name="Bekijk de pagina").get_attribute("href")
    assert address
    return address


def look_at_board(page: Page, title: str) -> Locator:
    """Show only what has this title on the board; return its card."""
    page.goto(f"{BOARD}?zoek={title}")
    return card(page, title)


def card(page: Page, title: str) -> Locator:
    return page.locator(".card", has_text=title)


def card_in(page: Page, stage: str, title: str) -> Locator:
    return page.locator(f"#fase-{stage} .card", has_text=title)


def take_link_from_outbox(page: Page, address: str, subject: str) -> None:
    """Open the newest letter to this address in the outbox, and follow its link."""
    page.goto("/postvak")
    letter = page.locator("details.mail", has_text=address).filter(has_text=subject).first
    if letter.get_attribute("open") is None:
        letter.locator("summary").click()
    letter.get_by_role("link").first.click()
    expect(page).not_to_have_url(re.compile("/postvak"))


def sign_up(page: Page, name: str, address: str) -> None:
    """Fill in the form of signing up, on the page where it is offered."""
    page.get_by_label("Naam").fill(name)
    page.get_by_label("E-mailadres").fill(address)
    page.get_by_role("button", name="Account maken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in uw e-mail")


def open_account_by_letter(page: Page, address: str) -> None:
    """Confirm a new account with the link in the outbox."""
    take_link_from_outbox(page, address, "Bevestig uw aanmelding")
    assert_accessible(page)
    page.get_by_role("button", name="Account openen").click()


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press Tab until this has the focus, and see that the focus can be seen."""
    for _ in range(TABS_AT_MOST):
        page.keyboard.press(key)
        if target.evaluate("target => target === document.activeElement"):
            assert_focus_is_visible(page)
            return
    raise AssertionError(f"{target} is not reached with {TABS_AT_MOST} times {key}")


def assert_focus_is_visible(page: Page) -> None:
    """Raise when what has the focus shows no outline or shadow, or is outside the window."""
    seen = page.evaluate(
        """() => {
          const here = document.activeElement, style = getComputedStyle(here);
          const box = here.getBoundingClientRect();
          const marked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
            || style.boxShadow !== 'none';
          const inside = box.bottom > 0 && box.top < innerHeight && box.width > 0;
          return { marked, inside, what: here.outerHTML.slice(0, 120) };
        }"""
    )
    assert seen["marked"] and seen["inside"], seen


def status_line(page: Page) -> Locator:
    """Return the one line that tells people who do not see the page what changed."""
    return page.locator("#status")
