"""A borgingsscan from a phone: by keyboard, and in a browser that runs no script."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenPage
from tests.journeys.people import tab_to
from tests.journeys.site import Site
from tests.journeys.steps import TO_THE_QUESTIONS, TO_THE_SCAN, follow

CARERS = "/programmas/samen-landerd-samen-beter/mantelzorg"


def test_eight_questions_are_answered_without_a_mouse(open_page: OpenPage, site: Site) -> None:
    page = site.sign_in(open_page(390), "municipality")
    page.goto(CARERS)
    follow(*TO_THE_QUESTIONS)(page)
    for question in page.locator("fieldset.scale").all():
        tab_to(page, question.get_by_label("1, helemaal niet"))
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        expect(question.get_by_label("4", exact=True)).to_be_checked()
    tab_to(page, page.get_by_role("button", name="Antwoorden opslaan"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Uw antwoorden zijn opgeslagen.")).to_be_visible()
    expect(page.get_by_role("heading", name="Tussenstand")).to_be_visible()


def test_answers_are_given_and_changed_without_script(open_page: OpenPage, site: Site) -> None:
    page = site.sign_in(open_page(390, javascript=False), "programme team")
    page.goto(CARERS)
    follow(*TO_THE_SCAN)(page)
    assert "Tussenstand" not in page.content()
    follow("Vragen beantwoorden")(page)
    _answer(page, 3, "2")
    _answer(page, 1, "Weet ik niet")
    page.get_by_role("button", name="Antwoorden opslaan").click()
    expect(page.get_by_role("heading", name="Tussenstand")).to_be_visible()
    follow("Mijn antwoorden bekijken")(page)
    expect(page.get_by_role("group").nth(2).get_by_label("2", exact=True)).to_be_checked()
    _answer(page, 3, "5, helemaal wel")
    page.get_by_role("button", name="Antwoorden opslaan").click()
    follow("Mijn antwoorden bekijken")(page)
    expect(page.get_by_role("group").nth(2).get_by_label("5, helemaal wel")).to_be_checked()
    expect(page.get_by_role("group").first.get_by_label("Weet ik niet")).to_be_checked()


def _answer(page: Page, position: int, words: str) -> None:
    """Tap on a choice: the whole box around it is what one hits."""
    page.get_by_role("group").nth(position - 1).locator(".scale__choice", has_text=words).click()
