"""Talk: what is said among partners stays there, and mistakes are easy to find."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenPage
from tests.journeys.people import a_title, look_at_board, post_idea
from tests.journeys.site import Site, fill_in_sign_in

ELSEWHERE = "/programmas/wmo-in-drenthe/clientenparticipatie"


def test_what_a_partner_says_among_partners_stays_there(open_page: OpenPage, site: Site) -> None:
    partner, resident = site.sign_in(open_page(390), "partner"), site.sign_in(open_page(390), "resident")
    visitor, colleague = open_page(390), site.sign_in(open_page(1280), "representative")
    title, secret = a_title("Samen naar de markt"), "De subsidie is nog onzeker."
    address = post_idea(partner, title)

    partner.goto(address)
    partner.get_by_label("Uw reactie").fill(secret)
    partner.locator("#reageren label", has_text="partners").click()
    partner.get_by_role("button", name="Reactie plaatsen").click()
    expect(partner.locator("#reacties .comment", has_text=secret)).to_be_visible()
    expect(partner.locator("#reacties-kop .count")).to_have_text("1")

    colleague.goto(address)
    expect(colleague.locator("#reacties .comment", has_text=secret)).to_be_visible()
    for outsider in (resident, visitor):
        _sees_nothing_of(outsider, secret, address, title)


def test_an_empty_comment_brings_the_focus_to_what_is_wrong(open_page: OpenPage, site: Site) -> None:
    phone = site.sign_in(open_page(390), "resident")
    phone.goto(f"/initiatieven/{site.number('dinsdagsoep-in-reek')}")
    phone.get_by_role("button", name="Reactie plaatsen").click()
    expect(phone.locator("#reacties .error-summary [data-focus]")).to_be_focused()
    expect(phone).to_have_title(re.compile("^Fout: "))
    phone.get_by_role("link", name="Schrijf eerst uw reactie.").click()
    expect(phone.get_by_label("Uw reactie")).to_be_focused()


def test_a_comment_typed_when_the_session_ended_is_not_lost(open_page: OpenPage, site: Site) -> None:
    phone, desk = (site.sign_in(open_page(width), "resident", twin=True) for width in (390, 1280))
    phone.goto(f"/initiatieven/{site.number('keukentafelpanel', board=ELSEWHERE)}")
    phone.get_by_label("Uw reactie").fill("Dit typte ik in de bus.")
    desk.goto("/account/apparaten")
    desk.get_by_role("button", name="Overal uitloggen").click()
    desk.wait_for_load_state()
    phone.get_by_role("button", name="Reactie plaatsen").click()
    phone.wait_for_url("**/inloggen**")
    fill_in_sign_in(phone, site.account("resident", twin=True))
    expect(phone.get_by_label("Uw reactie")).to_have_value("Dit typte ik in de bus.")


def _sees_nothing_of(person: Page, secret: str, address: str, title: str) -> None:
    person.goto(address)
    expect(person.locator("#reacties-kop .count")).to_have_text("0")
    expect(person.locator("body")).not_to_contain_text(secret)
    card = look_at_board(person, title)
    expect(card).to_be_visible()
    expect(card).not_to_contain_text("reactie")
