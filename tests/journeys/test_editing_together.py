"""Two people change the same initiative; the second sees both versions and nothing is lost."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenPage
from tests.journeys.people import a_title, post_idea
from tests.journeys.site import Site, assert_accessible


def test_the_second_to_save_sees_both_versions_and_loses_nothing(open_page: OpenPage, site: Site) -> None:
    maker, kartrekker = (
        site.sign_in(open_page(390), "resident"),
        site.sign_in(open_page(1280), "theme lead"),
    )
    address = post_idea(maker, a_title("Samen schilderen"), "Schilderen op maandag.")
    for person in (maker, kartrekker):
        person.goto(address)
        person.get_by_role("link", name="Wijzigen").first.click()

    _write(maker, summary="Schilderen op maandag en donderdag.", why="Velen zitten alleen thuis.")
    expect(maker).not_to_have_url("**/bewerken")
    _write(kartrekker, summary="Schilderen op maandag, met begeleiding.")

    expect(kartrekker.get_by_role("heading", level=1)).to_have_text("Iemand anders was u net voor")
    both = kartrekker.locator(".compare").first
    expect(both).to_contain_text("Schilderen op maandag en donderdag.")
    expect(both).to_contain_text("Schilderen op maandag, met begeleiding.")
    expect(kartrekker.locator("textarea[name=summary]")).to_have_value(
        "Schilderen op maandag, met begeleiding."
    )
    expect(kartrekker.locator("textarea[name=why]")).to_have_value("Velen zitten alleen thuis.")
    assert_accessible(kartrekker)

    _write(kartrekker, summary="Schilderen op maandag en donderdag, met begeleiding.")
    maker.goto(address)
    for words in ("Schilderen op maandag en donderdag, met begeleiding.", "Velen zitten alleen thuis."):
        expect(maker.locator("main")).to_contain_text(words)


def _write(page: Page, **fields: str) -> None:
    for name, words in fields.items():
        page.locator(f"textarea[name={name}]").fill(words)
    page.get_by_role("button", name="Opslaan", exact=True).click()
    page.wait_for_load_state()
