"""People talk under an initiative and say how its borging stands, in a browser."""

from playwright.sync_api import Page, expect

from tests.journeys.site import Site, assert_accessible


def open_initiative(page: Page, title: str) -> None:
    """Open the page of an initiative of the demonstration by its title."""
    page.goto("/programmas/samen-landerd-samen-beter/eenzaamheid")
    page.get_by_role("link", name=title).first.click()
    expect(page.locator("h1")).to_contain_text(title)


def test_a_kartrekker_changes_an_aspect_on_the_spot_from_a_phone(phone: Page, site: Site):
    site.sign_in(phone, "theme lead")
    open_initiative(phone, "Dinsdagsoep in Reek")
    phone.locator("#borging-leren").get_by_role("link", name="Wijzigen").click()
    form = phone.locator("#wijzig-leren form")
    expect(form).to_be_visible()
    assert_accessible(phone)
    form.get_by_text("Afgesproken", exact=True).click()
    form.get_by_role("button", name="Opslaan").click()
    expect(phone.locator("#wijzig-leren .error-summary")).to_contain_text("Schrijf waaruit dit blijkt.")
    assert_accessible(phone)
    form.get_by_label("Waaruit blijkt dat?").fill("Wij tellen elke week wie er komt.")
    form.get_by_role("button", name="Opslaan").click()
    expect(phone.locator("#borging-leren")).to_contain_text("Wij tellen elke week wie er komt.")
    expect(phone.locator("#status")).to_have_text("De borging is bijgewerkt.")
    assert_accessible(phone)


def test_a_partner_talks_and_answers_without_leaving_the_page(desktop: Page, site: Site):
    site.sign_in(desktop, "partner")
    open_initiative(desktop, "Bezoekmaatjes in Schaijk en Reek")
    address = desktop.url
    desktop.get_by_label("Uw reactie").fill("Wij denken **graag** mee.")
    desktop.get_by_text("Alleen partners", exact=True).click()
    desktop.get_by_role("button", name="Reactie plaatsen").click()
    mine = desktop.locator("li.comment--partners", has_text="Wij denken graag mee.")
    expect(mine).to_be_focused()
    expect(desktop.get_by_label("Uw reactie")).to_have_value("")
    mine.get_by_role("link", name="Antwoorden").click()
    desktop.get_by_label("Uw antwoord").fill("Ook in de winter.")
    assert_accessible(desktop)
    desktop.get_by_role("button", name="Antwoord plaatsen").click()
    expect(mine).to_contain_text("Ook in de winter.")
    assert_accessible(desktop)
    assert desktop.url == address


def test_without_javascript_a_neighbour_writes_first_and_signs_in_after(open_page, site: Site):
    page = open_page(320, javascript=False)
    open_initiative(page, "Dinsdagsoep in Reek")
    page.get_by_label("Uw reactie").fill("Mag ik mijn buurvrouw meenemen?")
    page.get_by_role("button", name="Reactie plaatsen").click()
    page.wait_for_url("**/inloggen**")
    account = site.account("resident")
    page.fill("input[name=email]", account["email"])
    page.fill("input[name=password]", account["password"])
    page.click("form:has(input[name=password]) button:not([formaction])")
    expect(page.get_by_label("Uw reactie")).to_have_value("Mag ik mijn buurvrouw meenemen?")
    page.get_by_role("button", name="Reactie plaatsen").click()
    expect(page.locator("#reacties")).to_contain_text("Mag ik mijn buurvrouw meenemen?")
