"""Somebody who uses no mouse: everything is reached by Tab, and where they are can be seen."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenPage
from tests.journeys.people import a_title, post_idea, status_line, tab_to
from tests.journeys.site import BOARD, Site


def test_from_the_front_page_to_supporting_an_initiative(open_page: OpenPage, site: Site) -> None:
    page = site.sign_in(open_page(1280), "resident")
    title = a_title("Zonder muis")
    post_idea(page, title)
    page.goto("/")

    tab_to(page, page.locator("a.skip"))
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()

    page.goto("/")
    _follow(page, "Programma's")
    _follow(page, "Samen Landerd Samen Beter")
    _follow(page, "Eenzaamheid")
    expect(page).to_have_url(re.compile(BOARD))
    _follow(page, title)
    tab_to(page, page.get_by_role("button", name="Ik steun dit"))
    page.keyboard.press("Enter")
    expect(page.locator("#steun")).to_contain_text("1 persoon steunt dit.")
    expect(page.locator("#steun")).to_be_focused()
    expect(status_line(page)).to_have_text("U steunt dit initiatief.")


def test_after_mistakes_the_focus_is_on_the_summary_and_each_mistake_is_one_key_away(
    open_page: OpenPage, site: Site
) -> None:
    page = site.sign_in(open_page(390), "resident")
    page.goto("/initiatieven/nieuw")
    tab_to(page, page.get_by_role("button", name="Initiatief plaatsen"))
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary [data-focus]")).to_be_focused()
    expect(page).to_have_title(re.compile("^Fout: "))
    _follow(page, "Vul een titel in.")
    expect(page.get_by_label("Titel")).to_be_focused()
    expect(page.get_by_label("Titel")).to_have_attribute("aria-invalid", "true")


def test_the_stages_of_a_board_are_tabs_on_a_phone(open_page: OpenPage) -> None:
    phone = open_page(390)
    phone.goto(BOARD)
    tab_to(phone, phone.locator(".stage-tabs a", has_text="Verkenning"))
    phone.keyboard.press("Enter")
    expect(phone.locator("#fase-exploring-titel")).to_be_focused()
    expect(phone.locator("#fase-exploring-titel")).to_be_in_viewport()


def test_after_filtering_the_focus_stays_on_the_button(open_page: OpenPage) -> None:
    page = open_page(1280)
    page.goto(BOARD)
    page.wait_for_load_state("networkidle")
    tab_to(page, page.get_by_label("Zoeken"))
    page.keyboard.type("soep")
    tab_to(page, page.get_by_role("button", name="Toon initiatieven"))
    page.keyboard.press("Enter")
    expect(page.locator(".card", has_text="Bezoekmaatjes")).to_have_count(0)
    expect(page.get_by_role("button", name="Toon initiatieven")).to_be_focused()
    expect(status_line(page)).to_have_text("U ziet nu wat u hebt gekozen.")
    expect(page).to_have_url(re.compile(r"\?zoek=soep$"))


def _follow(page: Page, name: str) -> None:
    tab_to(page, page.get_by_role("link", name=name).first)
    page.keyboard.press("Enter")
    page.wait_for_load_state()
