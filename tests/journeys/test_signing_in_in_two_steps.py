"""Somebody shows twice who they are: with a passkey, with an app on the phone, with a code on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import OpenPage
from tests.journeys.guarded import (
    OFFICE,
    code_now,
    follow_by_key,
    give_a_device,
    heading,
    let_time_pass,
    press,
    push_by_key,
    sign_in_there,
    sign_out_by_time,
    type_password,
)
from tests.journeys.people import a_title, fill_in_an_idea, tab_to
from tests.journeys.site import Site, assert_accessible

BY_ITSELF = "PublicKeyCredential.isConditionalMediationAvailable = async () => false"


def test_an_official_must_add_a_passkey_first_and_loses_nothing_that_was_typed(
    open_guarded: OpenPage, guarded: Site
) -> None:
    phone, official = open_guarded(360), guarded.account("municipality")
    give_a_device(phone)
    title = a_title("Moestuin bij school")
    fill_in_an_idea(phone, title)
    press(phone, "Initiatief plaatsen")
    expect(phone.get_by_text("Uw tekst is bewaard.")).to_be_visible()
    type_password(phone, official)
    expect(phone.get_by_role("heading", name="Stel eerst een tweede stap in")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_role("link", name="Toegangssleutel toevoegen").click()
    phone.get_by_label("Naam").fill("Mijn telefoon")
    assert_accessible(phone)
    press(phone, "Toegangssleutel maken")
    heading(phone, "Herstelcodes maken")
    press(phone, "Codes maken en laten zien")
    phone.get_by_role("link", name="Ik heb de codes bewaard").click()
    expect(phone.get_by_label("Titel")).to_have_value(title)
    expect(phone.get_by_text("Het is nog niet verstuurd.")).to_be_visible()
    press(phone, "Initiatief plaatsen")
    heading(phone, "Uw initiatief is geplaatst")

    # The browser offers the key by itself, and whoever takes it is in: without a password, without a press.
    phone.context.clear_cookies()
    phone.goto("/inloggen?verder=/account/veiligheid")
    heading(phone, "Veilig inloggen")
    phone.context.clear_cookies()
    phone.add_init_script(BY_ITSELF)
    phone.goto("/inloggen?verder=/account/veiligheid")
    press(phone, "Inloggen met een toegangssleutel")
    heading(phone, "Veilig inloggen")

    phone.get_by_role("link", name="Naam wijzigen").click()
    phone.get_by_label("Naam").fill("Telefoon van werk")
    assert_accessible(phone)
    press(phone, "Naam opslaan")
    let_time_pass(guarded, official["email"])
    phone.get_by_role("link", name="Verwijderen Telefoon van werk").click()
    heading(phone, "Bent u het nog?")
    assert_accessible(phone)
    press(phone, "Verder met een toegangssleutel")
    heading(phone, "Toegangssleutel verwijderen?")
    assert_accessible(phone)


def test_with_the_keyboard_an_app_is_added_and_a_code_on_paper_opens_the_account(
    open_guarded: OpenPage, guarded: Site
) -> None:
    page, volunteer = open_guarded(1280), guarded.account("volunteer")
    page.goto("/inloggen?verder=/account/veiligheid")
    type_password(page, volunteer)
    follow_by_key(page, "App toevoegen")
    push_by_key(page, "Ik heb een app")
    expect(page.get_by_role("link", name="Open de app")).to_have_attribute("href", re.compile("^otpauth://"))
    tab_to(page, page.get_by_label("Code"))
    page.keyboard.type("000000")
    push_by_key(page, "App toevoegen")
    expect(page.locator(".error-summary [data-focus]")).to_be_focused()
    follow_by_key(page, "Deze code klopt niet")
    expect(page.get_by_label("Code")).to_be_focused()
    page.get_by_label("Code").fill(code_now(page))
    push_by_key(page, "App toevoegen")
    heading(page, "Herstelcodes maken")
    assert_accessible(page)
    push_by_key(page, "Codes maken en laten zien")
    heading(page, "Uw herstelcodes")
    assert_accessible(page)
    on_paper = page.locator(".paper-codes li").first.inner_text()
    follow_by_key(page, "Ik heb de codes bewaard")
    expect(page.get_by_text("U hebt nog 10 herstelcodes.")).to_be_visible()
    follow_by_key(page, "App weghalen")
    assert_accessible(page)

    # The phone is lost. On another computer, one that runs no script.
    other = open_guarded(390, javascript=False)
    other.goto("/inloggen?verder=/account/apparaten")
    type_password(other, volunteer)
    heading(other, "De tweede stap")
    expect(other.get_by_role("button", name="Inloggen met een toegangssleutel")).to_be_hidden()
    other.get_by_label("Code").fill("123456")
    press(other, "Inloggen")
    expect(other.locator(".error-summary")).to_contain_text("Deze code klopt niet")
    other.get_by_label("Code").fill(on_paper)
    press(other, "Inloggen")
    heading(other, "Waar u bent ingelogd")
    press(other, "Alle andere apparaten uitloggen")
    expect(other.get_by_text("U bent uitgelogd op alle andere apparaten.")).to_be_visible()
    page.goto("/account")
    heading(page, "Inloggen")
    type_password(page, volunteer)
    heading(page, "De tweede stap")
    assert_accessible(page)


def test_who_is_signed_out_in_the_middle_of_writing_finds_the_words_again(
    open_guarded: OpenPage, guarded: Site
) -> None:
    resident = guarded.account("resident")
    for javascript in (True, False):
        page = open_guarded(390, javascript=javascript)
        page.goto(f"/inloggen?verder=/initiatieven/{guarded.number('dinsdagsoep-in-reek')}/reacties")
        type_password(page, resident)
        words = a_title("Ik neem twee taarten mee")
        page.get_by_label("Uw reactie").fill(words)
        sign_out_by_time(guarded, resident["email"])
        page.get_by_role("button", name="Reactie plaatsen").click()
        expect(page.get_by_text("Uw tekst is bewaard.")).to_be_visible()
        type_password(page, resident)
        expect(page.get_by_text("Het is nog niet verstuurd.")).to_be_visible()
        expect(page.get_by_label("Uw reactie")).to_have_value(words)
        page.get_by_role("button", name="Reactie plaatsen").click()
        expect(page.locator("#reacties .comment", has_text=words)).to_be_visible()


def test_who_must_confirm_in_the_middle_of_a_form_goes_on_with_what_was_typed(
    open_guarded: OpenPage, guarded: Site
) -> None:
    partner = guarded.account("partner")
    page = open_guarded(390)
    page.goto("/inloggen?verder=/account/e-mailadres")
    type_password(page, partner)
    page.get_by_label("Nieuw e-mailadres").fill("linda.nieuw@example.nl")
    let_time_pass(guarded, partner["email"])
    press(page, "Link sturen")
    heading(page, "Bent u het nog?")
    expect(page.get_by_text("Wat u invulde, is bewaard.")).to_be_visible()
    page.get_by_label("Wachtwoord").fill(partner["password"])
    press(page, "Verder")
    expect(page.get_by_label("Nieuw e-mailadres")).to_have_value("linda.nieuw@example.nl")


def test_an_account_is_linked_to_the_organisation_that_then_opens_it(
    open_guarded: OpenPage, guarded: Site, complaints: list[str]
) -> None:
    if "OIDC_ISSUER" not in guarded.environment:
        pytest.skip("the identity server of another could not be installed here")
    page = open_guarded(390, javascript=False)
    page.goto("/inloggen?verder=/account/organisatie")
    type_password(page, guarded.account("council"))
    page.get_by_role("link", name=f"Koppelen aan {OFFICE}").click()
    page.get_by_role("link", name=f"Verder naar {OFFICE}").click()
    sign_in_there(page, "ine")
    heading(page, "Bijna gekoppeld")
    press(page, "Verder")
    expect(page.get_by_role("button", name="Ontkoppelen")).to_be_visible()
    press(page, "Uitloggen")
    page.goto("/inloggen?verder=/account")
    page.get_by_role("link", name=f"Inloggen via {OFFICE}").click()  # they know who this is by now
    heading(page, "Bijna ingelogd")
    press(page, "Verder")
    heading(page, "Mijn account")
    page.goto("/inloggen/organisatie/terug?code=x&state=y")
    heading(page, "Inloggen via uw organisatie lukte niet")
    # The browser went there because somebody chose to.
    complaints[:] = [one for one in complaints if guarded.environment["OIDC_ISSUER"] not in one]
