"""On a phone, those who carry an initiative out tell how it goes, with several pictures at once."""

from io import BytesIO
from typing import Any

from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenPage
from tests.journeys.people import a_title, post_idea
from tests.journeys.site import Site, assert_accessible

BROKEN = b"\xff\xd8\xff\xe0 geen foto"


def photo(name: str, colour: str) -> Any:
    drawn = BytesIO()
    Image.new("RGB", (900, 600), colour).save(drawn, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": drawn.getvalue()}


def to_the_form(phone: Page, address: str) -> None:
    phone.goto(address)
    phone.get_by_role("link", name="Nieuws plaatsen").click()
    phone.get_by_label("Wat is het nieuws?").fill("Het was druk vandaag.")


def test_several_pictures_are_chosen_at_once_and_a_mistake_loses_none(
    open_page: OpenPage, site: Site
) -> None:
    phone = site.sign_in(open_page(360), "theme lead")
    address = post_idea(phone, a_title("Met foto's"))
    to_the_form(phone, address)
    expect(phone.get_by_label("Foto 1 (niet verplicht)")).to_be_hidden()
    broken = {"name": "kapot.jpg", "mimeType": "image/jpeg", "buffer": BROKEN}
    phone.get_by_label("Foto’s kiezen").set_input_files([photo("soep.jpg", "teal"), broken])
    expect(phone.locator(".picked__head img")).to_have_count(1)  # of what is no picture there is none to see
    assert_accessible(phone)
    phone.get_by_label("Wat is te zien op foto 1?").fill("Een pan soep")
    phone.get_by_label("Wat is te zien op foto 2?").fill("Weet ik niet")
    phone.get_by_role("button", name="Nieuws plaatsen").click()
    expect(phone.locator(".error-summary")).to_contain_text("Foto 2 (kapot.jpg) is beschadigd.")
    expect(phone.locator(".error-summary [data-focus]")).to_be_focused()
    expect(phone.get_by_label("Wat is het nieuws?")).to_have_value("Het was druk vandaag.")
    assert_accessible(phone)

    phone.get_by_role("button", name="Foto weghalen: kapot.jpg").click()
    phone.get_by_label("Foto’s kiezen").set_input_files([photo("gasten.jpg", "maroon")])
    phone.get_by_label("Wat is te zien op foto 2?").fill("De gasten")
    phone.get_by_text("Telde u iets?").click()
    phone.get_by_label("Hoeveel?").fill("24")
    phone.get_by_label("Van wat?").fill("gasten")
    phone.get_by_role("button", name="Nieuws plaatsen").click()
    news = phone.locator("article.update").first
    expect(news.get_by_alt_text("Een pan soep")).to_be_attached()
    expect(news.get_by_alt_text("De gasten")).to_be_attached()
    expect(news).to_contain_text("24 gasten")

    news.get_by_role("button", name="Mooi").click()
    expect(news.get_by_role("button", name="Mooi 1")).to_have_attribute("aria-pressed", "true")
    expect(news.get_by_role("button", name="Mooi 1")).to_be_focused()
    assert_accessible(phone)
    news.get_by_role("button", name="Mooi 1").click()
    expect(news.get_by_role("button", name="Mooi", exact=True)).to_have_attribute("aria-pressed", "false")


def test_without_javascript_there_are_numbered_rows(open_page: OpenPage, site: Site) -> None:
    phone = site.sign_in(open_page(360, javascript=False), "theme lead")
    address = post_idea(phone, a_title("Zonder script"))
    to_the_form(phone, address)
    phone.get_by_label("Foto 1 (niet verplicht)").set_input_files(photo("soep.jpg", "teal"))
    phone.get_by_role("button", name="Nieuws plaatsen").click()
    expect(phone.locator(".error-summary")).to_contain_text("Beschrijf wat op foto 1 te zien is.")
    expect(phone.get_by_text("Kies uw foto’s opnieuw")).to_be_visible()
    phone.get_by_label("Foto 1 (niet verplicht)").set_input_files(photo("soep.jpg", "teal"))
    phone.get_by_label("Wat is te zien op foto 1?").fill("Een pan soep")
    phone.get_by_text("Meer foto’s", exact=True).click()
    phone.get_by_label("Foto 6 (niet verplicht)").set_input_files(photo("tafel.jpg", "navy"))
    phone.get_by_label("Wat is te zien op foto 6?").fill("Een lange tafel")
    phone.get_by_role("button", name="Nieuws plaatsen").click()
    news = phone.locator("article.update").first
    expect(news.get_by_alt_text("Een lange tafel")).to_be_attached()
    news.get_by_role("button", name="Bedankt").click()
    expect(phone.locator("article.update").first.get_by_role("button", name="Bedankt 1")).to_be_visible()
