"""A resident on the bus: write first, sign up after, and nothing is lost or posted twice."""

import time

from playwright.sync_api import expect

from tests.journeys.conftest import OpenPage
from tests.journeys.people import (
    a_title,
    card,
    fill_in_an_idea,
    look_at_board,
    open_account_by_letter,
    sign_up,
)
from tests.journeys.site import Site, assert_accessible

MINUTE = 60  # seconds


def test_a_visitor_writes_an_idea_signs_up_and_posts_it_from_another_device(open_page: OpenPage) -> None:
    phone, tablet = open_page(390), open_page(768)
    title, address, began = a_title("Samen stekjes ruilen"), "nieuwe.buur@example.nl", time.monotonic()

    phone.goto("/")
    phone.get_by_role("link", name="Ik heb een idee").click()
    phone.get_by_label("Bij welk thema").select_option(label="Eenzaamheid")
    phone.get_by_label("Titel").fill(title)
    phone.locator("textarea[name=summary]").fill("Elke maand stekjes ruilen op het plein.")
    phone.get_by_label("Waar is het?").fill("Het plein in Reek")
    phone.get_by_role("button", name="Initiatief plaatsen").click()

    expect(phone.locator("#kept")).to_contain_text("Uw tekst is bewaard")
    assert_accessible(phone)
    phone.get_by_role("link", name="Aanmelden").click()
    expect(phone.locator("#kept")).to_contain_text("Uw tekst is bewaard")
    sign_up(phone, "Nieuwe Buur", address)

    open_account_by_letter(tablet, address)
    expect(tablet.get_by_label("Titel")).to_have_value(title)
    expect(tablet.locator("textarea[name=summary]")).to_have_value("Elke maand stekjes ruilen op het plein.")
    expect(tablet.get_by_label("Waar is het?")).to_have_value("Het plein in Reek")
    tablet.get_by_role("button", name="Initiatief plaatsen").click()

    expect(tablet.get_by_role("heading", level=1)).to_have_text("Uw initiatief is geplaatst")
    expect(tablet.get_by_role("heading", name="Wat gebeurt er nu?")).to_be_visible()
    assert time.monotonic() - began < MINUTE
    expect(look_at_board(phone, title)).to_have_count(1)


def test_a_double_click_posts_once(open_page: OpenPage, site: Site) -> None:
    phone, title = site.sign_in(open_page(390), "resident"), a_title("Twee keer klikken")
    fill_in_an_idea(phone, title)
    phone.get_by_role("button", name="Initiatief plaatsen").dblclick()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Uw initiatief is geplaatst")
    look_at_board(phone, title)
    expect(card(phone, title)).to_have_count(1)


def test_a_double_click_posts_once_without_javascript(open_page: OpenPage, site: Site) -> None:
    phone = site.sign_in(open_page(390, javascript=False), "resident")
    title = a_title("Twee keer drukken")
    fill_in_an_idea(phone, title)
    phone.get_by_role("button", name="Initiatief plaatsen").dblclick()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Uw initiatief is geplaatst")
    look_at_board(phone, title)
    expect(card(phone, title)).to_have_count(1)
