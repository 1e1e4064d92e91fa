"""A worker enters an idea at the kitchen table; later its maker has it on an account of their own (N14)."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.conftest import OpenPage
from tests.journeys.people import open_account_by_letter, sign_up
from tests.journeys.site import BOARD, Site, assert_accessible
from tests.journeys.steps import enter_for_somebody, type_code


def test_an_idea_from_the_kitchen_table_is_claimed_with_the_code_on_paper(
    open_page: OpenPage, site: Site
) -> None:
    worker, daughter = site.sign_in(open_page(360), "representative"), open_page(360)
    worker.goto(BOARD)
    worker.get_by_role("link", name="Namens iemand").click()
    enter_for_somebody(worker)
    code = worker.locator("strong.code").inner_text()
    idea = worker.get_by_role("link", name="Een bankje bij de kerk").get_attribute("href") or ""

    daughter.goto(idea)
    expect(daughter.get_by_text("Namens Wil, ingebracht door")).to_be_visible()
    type_code(daughter, code.lower().replace(" ", "-"))
    daughter.get_by_role("link", name=re.compile("[Aa]anmelden|[Aa]ccount maken")).first.click()
    sign_up(daughter, "Wilhelmina", "wilhelmina@example.nl")
    open_account_by_letter(daughter, "wilhelmina@example.nl")
    expect(daughter.get_by_role("heading", level=1)).to_have_text("Dit wordt van u")
    expect(daughter.get_by_text("Een bankje bij de kerk")).to_be_visible()
    assert_accessible(daughter)
    daughter.get_by_role("button", name="Ja, dit is van mij").click()
    expect(daughter.get_by_role("heading", name="Mijn werkplek")).to_be_visible()

    daughter.goto(idea)
    expect(daughter.get_by_text("Wilhelmina (inwoner)", exact=True)).to_be_visible()
    expect(daughter.get_by_text("Namens Wil,")).to_have_count(0)
    expect(daughter.get_by_role("link", name="Wijzigen").first).to_be_visible()
    type_code(daughter, code)
    expect(daughter.get_by_text("Deze code werkt niet").first).to_be_visible()


@pytest.mark.parametrize(
    ("address", "pages"),
    [(f"{BOARD}/formulier", 1), (BOARD, 2), ("/initiatieven/{dinsdagsoep-in-reek}", 9)],
)
def test_it_goes_on_paper_without_what_is_for_the_screen(
    open_page: OpenPage, site: Site, address: str, pages: int
) -> None:
    page = open_page(1280)
    page.goto(re.sub("{(.+)}", lambda name: str(site.number(name[1])), address))
    sheet = {"top": "12mm", "bottom": "12mm", "left": "12mm", "right": "12mm"}
    printed = PdfReader(BytesIO(page.pdf(format="A4", margin=sheet))).pages
    words = " ".join(sheet.extract_text() for sheet in printed)
    assert len(printed) <= pages
    assert "/initiatieven/" in words or "/programmas/" in words  # where it is, in words beside the QR code
    for button in ("Inloggen", "Ik steun dit", "Reactie plaatsen", "Initiatief plaatsen", "Filter"):
        assert button not in words
