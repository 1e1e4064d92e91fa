"""On a phone, somebody shows that a claim holds, and others read it back."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenPage
from tests.journeys.people import a_title, post_idea
from tests.journeys.site import Site

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def test_without_javascript_a_decision_is_given_and_read_back(open_page: OpenPage, site: Site) -> None:
    phone = site.sign_in(open_page(360, javascript=False), "theme lead")
    address = post_idea(phone, a_title("Met een besluit"))
    _open_form(phone, address, "besluit")
    phone.get_by_text("Afgesproken", exact=True).click()
    phone.get_by_label("Welke organisatie staat hiervoor in?").select_option("Gemeente Landerd")
    expect(phone.get_by_label("Wie nam het besluit?")).to_be_hidden()
    phone.get_by_label("Wat voor bewijs is dat?").select_option("Besluit")
    expect(phone.get_by_label("Uit welke geldstroom?")).to_be_hidden()
    phone.get_by_label("Wie nam het besluit?").fill("College van B en W")
    phone.get_by_role("button", name="Opslaan").click()
    expect(phone.locator(".error-summary")).to_contain_text("Vul in op welke dag het is besloten.")
    expect(phone.get_by_label("Wie nam het besluit?")).to_have_value("College van B en W")
    phone.get_by_label("Op welke dag is het besloten?").fill("2020-03-10")
    phone.get_by_label("Volgende stap").fill("In de begroting zetten")
    phone.get_by_label("Vóór welke dag?").fill("2090-03-01")
    phone.get_by_role("button", name="Opslaan").click()
    expect(phone.locator(".error-summary")).to_contain_text("hoogstens tien jaar vooruit")
    phone.get_by_label("Vóór welke dag?").fill("2027-03-01")
    phone.get_by_role("button", name="Opslaan").click()

    visitor = open_page(360, javascript=False)
    visitor.goto(address)
    aspect = visitor.locator("#borging-besluit")
    for words in ("Afgesproken", "Gemeente Landerd", "Besluit van College van B en W, 10 maart 2020."):
        expect(aspect).to_contain_text(words)
    expect(aspect).to_contain_text("In de begroting zetten, vóór 1 maart 2027")


def test_with_javascript_a_file_is_given_on_the_spot_and_saved_by_another(
    open_page: OpenPage, site: Site
) -> None:
    phone = site.sign_in(open_page(390), "theme lead")
    address = post_idea(phone, a_title("Met een bestand"))
    phone.goto(address)
    phone.locator("#borging-kennis").get_by_role("link", name="Wijzigen").click()
    form = phone.locator("#wijzig-kennis")
    form.get_by_text("In gesprek", exact=True).click()
    form.get_by_label("Wat voor bewijs is dat?").select_option("Bestand")
    form.get_by_label("Bestand").set_input_files(
        {"name": "Werkwijze.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    form.get_by_role("button", name="Opslaan").click()
    expect(phone.locator("#borging-kennis")).to_contain_text("Werkwijze.pdf")

    visitor = open_page(390)
    visitor.goto(address)
    with visitor.expect_download() as saved:
        visitor.locator("#borging-kennis").get_by_role("link", name="Werkwijze.pdf").click()
    assert saved.value.suggested_filename == "Werkwijze.pdf"
    assert saved.value.path().read_bytes() == PDF


def test_what_was_taken_back_is_gone_today_and_in_the_history(open_page: OpenPage, site: Site) -> None:
    page = site.sign_in(open_page(360, javascript=False), "theme lead")
    address = post_idea(page, a_title("Teruggenomen"))
    _open_form(page, address, "geld")
    page.get_by_text("In gesprek", exact=True).click()
    page.get_by_label("Wat voor bewijs is dat?").select_option("Toegezegd geld")
    page.get_by_label("Uit welke geldstroom?").fill("Fonds van de buurt")
    page.get_by_label("Hoeveel euro per jaar?").fill("1.250")
    page.get_by_role("button", name="Opslaan").click()
    page.locator("#borging-geld").get_by_role("link", name="Geld", exact=True).click()
    expect(page.locator("main")).to_contain_text("1.250 toegezegd zonder einddatum")
    page.locator("summary", has_text="Terugnemen").click()
    page.get_by_label("Waarom klopt dit bewijs niet meer?").fill("Het fonds is gestopt.")
    page.get_by_role("button", name="Bewijs terugnemen").click()
    expect(page.locator("main")).not_to_contain_text("toegezegd zonder einddatum")
    history = page.locator(".history")
    expect(history).to_contain_text("Bewijs teruggenomen: Fonds van de buurt (Toegezegd geld)")
    expect(history).to_contain_text("Het fonds is gestopt.")


def _open_form(page: Page, address: str, word: str) -> None:
    page.goto(address)
    page.locator(f"#borging-{word}").get_by_role("link", name="Wijzigen").click()
