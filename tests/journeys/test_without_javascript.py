"""The whole main job in a browser that runs no script."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenPage
from tests.journeys.people import a_title, card_in, look_at_board, post_idea
from tests.journeys.site import BOARD, PROGRAMME, Site
from tests.journeys.steps import add_task, ask, plan_for

A_COLUMN = 10  # cards


@pytest.fixture
def resident(open_page: OpenPage, site: Site) -> Page:
    return site.sign_in(open_page(390, javascript=False), "resident")


@pytest.fixture
def kartrekker(open_page: OpenPage, site: Site) -> Page:
    return site.sign_in(open_page(1280, javascript=False), "theme lead")


def test_a_board_is_filtered(open_page: OpenPage) -> None:
    visitor = open_page(390, javascript=False)
    visitor.goto(BOARD)
    visitor.get_by_label("Zoeken").fill("soep")
    visitor.locator("#filter-fase").select_option("anchoring")
    visitor.get_by_role("button", name="Toon initiatieven").click()
    expect(card_in(visitor, "anchoring", "Dinsdagsoep in Reek")).to_have_count(1)
    expect(visitor.locator(".card", has_text="Bezoekmaatjes")).to_have_count(0)
    visitor.get_by_role("link", name="Lijst").click()
    expect(visitor.locator("tr", has_text="Dinsdagsoep in Reek")).to_have_count(1)
    visitor.locator(".chip", has_text="soep").click()
    expect(visitor.locator("tr", has_text="Bezoekmaatjes")).to_have_count(1)


def test_a_long_column_goes_on_at_a_page_of_its_own(resident: Page, open_page: OpenPage) -> None:
    words = a_title("Lange rij")
    post_idea(resident, f"{words} 0")
    _post_more(resident, words, A_COLUMN)
    look_at_board(resident, words)
    expect(card_in(resident, "idea", words)).to_have_count(A_COLUMN)
    resident.get_by_role("link", name="Toon meer").click()
    expect(resident.locator(".card", has_text=f"{words} 0")).to_have_count(1)

    with_script = open_page(1280)
    look_at_board(with_script, words)
    with_script.get_by_role("link", name="Toon meer").click()
    expect(card_in(with_script, "idea", words)).to_have_count(A_COLUMN + 1)


def _post_more(page: Page, words: str, number: int) -> None:
    """Post ideas with these words and a number, without looking at the board in between."""
    page.goto(BOARD)
    form = page.get_by_role("link", name="Initiatief plaatsen").get_attribute("href")
    for one in range(1, number + 1):
        page.goto(str(form))
        page.get_by_label("Titel").fill(f"{words} {one}")
        page.locator("textarea[name=summary]").fill("Nog een idee.")
        page.get_by_role("button", name="Initiatief plaatsen").click()


def test_an_idea_is_posted_supported_joined_and_all_is_withdrawn(resident: Page) -> None:
    resident.goto(post_idea(resident, a_title("Zonder script")))
    resident.get_by_role("button", name="Ik steun dit").click()
    expect(resident.locator("#steun")).to_contain_text("1 persoon steunt dit.")
    resident.get_by_role("button", name="Steun intrekken").click()
    expect(resident.get_by_role("button", name="Ik steun dit")).to_be_visible()

    resident.get_by_role("link", name="Ik doe mee").click()
    resident.get_by_label("Wat kunt u goed?").fill("Koken")
    resident.get_by_role("button", name="Ik doe mee").click()
    expect(resident.get_by_role("heading", level=1)).to_have_text("U doet mee")
    resident.get_by_role("link", name="Terug naar het initiatief").click()
    expect(resident.locator("#meedoen")).to_contain_text("1 persoon doet mee.")
    resident.get_by_role("link", name="Bekijk of wijzig").click()
    resident.get_by_role("button", name="Ik doe niet meer mee").click()
    expect(resident.locator("#meedoen")).to_contain_text("Nog niemand doet mee.")


def test_a_card_is_moved_and_an_aspect_of_borging_changed(kartrekker: Page) -> None:
    title = a_title("Nog zonder script")
    address = post_idea(kartrekker, title)
    look_at_board(kartrekker, title).locator("summary").click()
    kartrekker.get_by_label("Nieuwe fase").select_option("exploring")
    kartrekker.get_by_role("button", name="Verplaatsen").click()
    expect(card_in(kartrekker, "exploring", title)).to_be_visible()

    kartrekker.goto(address)
    kartrekker.locator("#borging-geld").get_by_role("link", name="Wijzigen").click()
    kartrekker.get_by_text("In gesprek", exact=True).click()
    kartrekker.get_by_role("button", name="Opslaan").click()
    kartrekker.goto(address)
    expect(kartrekker.locator("#borging-geld")).to_contain_text("In gesprek")


def test_people_comment_and_answer(resident: Page, kartrekker: Page) -> None:
    address = post_idea(resident, a_title("Praten zonder script"))
    resident.goto(address)
    resident.get_by_label("Uw reactie").fill("Wie doet er mee?")
    resident.get_by_role("button", name="Reactie plaatsen").click()
    expect(resident.locator("#reacties")).to_contain_text("Wie doet er mee?")

    kartrekker.goto(address)
    kartrekker.get_by_role("link", name="Antwoorden").click()
    kartrekker.get_by_label("Uw antwoord").fill("Wij!")
    kartrekker.get_by_role("button", name="Antwoord plaatsen").click()
    resident.goto(address)
    expect(resident.locator("#reacties .replies")).to_contain_text("Wij!")


def test_a_board_is_followed_and_let_go(resident: Page) -> None:
    resident.goto("/programmas/samen-landerd-samen-beter/opvoeding")
    resident.get_by_role("button", name="Volgen").click()
    expect(resident.get_by_text("U volgt nu: Opvoeding.")).to_be_visible()
    resident.get_by_role("button", name="U volgt dit. Stoppen").click()
    expect(resident.get_by_role("button", name="Volgen")).to_be_visible()


def test_a_question_is_asked_taken_up_and_answered_officially(
    resident: Page, open_page: OpenPage, site: Site
) -> None:
    official = site.sign_in(open_page(390, javascript=False), "representative")
    title = a_title("Vragen zonder script")
    address = post_idea(resident, title)
    resident.goto(address)
    ask(resident, "Mogen wij in uw zaal?", "BrabantZorg")

    official.goto("/mijn")
    official.locator("button", has_text=f"Ik pak dit op: {title}").click()
    expect(official.locator("main li.task", has_text=title)).to_contain_text("Harrie Smulders zorgt")
    official.locator("main a[href^='/vragen/']", has_text=title).click()
    official.get_by_label("Antwoord van uw organisatie").fill("Ja, op woensdag.")
    official.get_by_role("button", name="Antwoord plaatsen").click()
    expect(official.get_by_text("Het antwoord is geplaatst.")).to_be_visible()
    resident.goto(address)
    expect(resident.locator("#reacties .comment--official")).to_contain_text("Ja, op woensdag.")


def test_a_task_is_ticked_off_and_a_meeting_replied_to(kartrekker: Page) -> None:
    chore, meeting = a_title("Stoelen lenen"), a_title("Overleg")
    add_task(kartrekker, post_idea(kartrekker, a_title("Doen zonder script")), chore)
    plan_for(kartrekker, f"{PROGRAMME}/bijeenkomsten/nieuw", meeting)
    kartrekker.goto("/mijn")
    for words in (f"Klaar: {chore}", f"Ik kom: {meeting}"):
        kartrekker.locator("button", has_text=words).click()
        expect(kartrekker.get_by_role("heading", level=1)).to_have_text("Mijn werkplek")
        expect(kartrekker.locator("button", has_text=words)).to_have_count(0)
    kartrekker.get_by_role("link", name=meeting).click()
    expect(kartrekker.locator("button[aria-pressed=true]")).to_contain_text("Ik kom")
