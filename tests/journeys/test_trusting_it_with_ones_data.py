"""Somebody takes along what is kept and asks to be forgotten; an administrator minds who comes in."""

from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Browser, expect

from tests.journeys.conftest import OpenPage
from tests.journeys.guarded import follow_by_key, heading, press, push_by_key, type_password
from tests.journeys.people import tab_to
from tests.journeys.site import Site, assert_accessible


def test_with_the_keyboard_somebody_takes_their_data_along_and_asks_to_be_forgotten_but_stays(
    open_guarded: OpenPage, guarded: Site, browser: Browser, tmp_path: Path
) -> None:
    page = open_guarded(390)
    page.goto("/inloggen?verder=/account")
    type_password(page, guarded.account("resident", twin=True))
    follow_by_key(page, "Bekijken, ophalen of verbeteren")
    tab_to(page, page.get_by_role("button", name="Mijn gegevens ophalen"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    download.value.save_as(tmp_path / "mijn-gegevens.zip")
    with ZipFile(tmp_path / "mijn-gegevens.zip") as packed:
        packed.extract("gegevens.html", tmp_path)
    follow_by_key(page, "Mijn gegevens weghalen")
    tab_to(page, page.locator("main input[type=radio]").first)
    page.keyboard.press("ArrowDown")
    push_by_key(page, "Weghalen over zeven dagen")
    expect(page.get_by_text("Uw gegevens worden weggehaald op")).to_be_visible()
    expect(page.get_by_label("Ook weghalen")).to_be_checked()
    page.goto("/account")
    push_by_key(page, "Niet weghalen")
    expect(page.get_by_text("Er wordt niets weggehaald.")).to_be_visible()

    # What came along can be read by everybody, also far from this site.
    at_home = browser.new_page(viewport={"width": 320, "height": 800})
    at_home.goto((tmp_path / "gegevens.html").as_uri())
    heading(at_home, "Mijn gegevens bij Samenbord")
    assert_accessible(at_home)
    at_home.close()


def test_with_the_keyboard_an_administrator_blocks_an_account_and_lets_it_in_again(
    open_guarded: OpenPage, guarded: Site
) -> None:
    page, blocked = open_guarded(1280), guarded.account("representative", twin=True)
    page.goto("/inloggen?verder=/account")
    type_password(page, guarded.account("administrator"))
    follow_by_key(page, "Beheer van deze website")
    follow_by_key(page, "Een account opzoeken")
    tab_to(page, page.get_by_label("Naam of e-mailadres"))
    page.keyboard.type(blocked["email"])
    push_by_key(page, "Opzoeken")
    follow_by_key(page, blocked["name"])
    push_by_key(page, "Account blokkeren")
    expect(page.get_by_text("Dit account is geblokkeerd, en overal uitgelogd.")).to_be_visible()
    assert_accessible(page)

    other = open_guarded(390, javascript=False)
    other.goto("/inloggen")
    type_password(other, blocked)
    heading(other, "Uw account is geblokkeerd")

    push_by_key(page, "Blokkade opheffen")
    follow_by_key(page, "Beheer")
    follow_by_key(page, "Het controlespoor lezen")
    expect(page.get_by_role("cell", name="blokkeerde een account").first).to_be_visible()
    other.goto("/inloggen")
    type_password(other, blocked)
    press(other, "Uitloggen")
