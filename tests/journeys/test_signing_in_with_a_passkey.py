"""Somebody adds a passkey, signs out, and signs in with it: in a real browser with a device of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.servers import environment_in, serving

PASSWORD = "samen-in-landerd"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A browser at a site with a name: none keeps keys for a number."""
    environment = environment_in(tmp_path)
    named = environment | {"SITE_URL": environment["SITE_URL"].replace("127.0.0.1", "localhost")}
    with serving(named, "demo", "--serve") as address:
        context = browser.new_context(base_url=address, locale="nl-NL")
        opened = context.new_page()
        device = context.new_cdp_session(opened)
        device.send("WebAuthn.enable")
        device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        yield opened
        context.close()


def test_a_passkey_is_added_and_opens_the_account(page: Page) -> None:
    page.goto("/inloggen?verder=/account/veiligheid")
    page.get_by_label("E-mailadres").fill("fatima.el.amrani@example.nl")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.get_by_role("link", name="Toegangssleutel toevoegen").click()
    page.get_by_label("Naam").fill("Mijn laptop")
    page.get_by_role("button", name="Toegangssleutel maken").click()
    expect(page.get_by_text("De toegangssleutel is toegevoegd.")).to_be_visible()
    expect(page.get_by_text("Mijn laptop, toegevoegd")).to_be_visible()
    page.context.clear_cookies()
    # This device would choose its key at once when the browser offers it by itself: here somebody presses.
    page.add_init_script("PublicKeyCredential.isConditionalMediationAvailable = async () => false")
    page.goto("/inloggen?verder=/account")
    page.get_by_role("button", name="Inloggen met een toegangssleutel").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn account")
