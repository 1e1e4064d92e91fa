"""A site where some must sign in in two steps and an organisation lets people in; what people do there."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests.accounts.outside_offices import SECRET, real_office
from tests.cast import PASSWORD as PASSWORD_THERE
from tests.journeys.people import tab_to
from tests.journeys.servers import environment_later, serving
from tests.journeys.site import Site

OFFICE = "Gemeente Landerd"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@contextmanager
def guarding(site: Site, place: Path) -> Iterator[Site]:
    """Serve a copy of a site, as it is now, at an address with a name: no browser keeps keys for a number."""
    environment = environment_later(site.environment, place, 0)
    address = environment["SITE_URL"].replace("127.0.0.1", "localhost")
    environment |= {"SITE_URL": address, "REQUIRE_SECOND_STEP": "managers,officials"}
    with ExitStack() as running:
        try:
            office = running.enter_context(real_office(f"{address}/inloggen/organisatie/terug"))
        except pytest.skip.Exception:
            pass  # the journey through an organisation says that it is skipped
        else:
            environment |= {"OIDC_ISSUER": office, "OIDC_NAME": OFFICE}
            environment |= {"OIDC_CLIENT_ID": "samenbord", "OIDC_CLIENT_SECRET": SECRET}
        running.enter_context(serving(environment, "run"))
        yield Site(address, site.accounts, environment)


def change(site: Site, statement: str, email: str) -> None:
    """Let time do something to the session of somebody: `statement` has one place for their number."""
    path = site.environment["DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, timeout=20)) as database, database:
        person = database.execute('SELECT id FROM "user" WHERE email = ?', (email,)).fetchone()
        database.execute(statement, person)


def sign_out_by_time(site: Site, email: str) -> None:
    """End the session of somebody who was away too long."""
    change(site, "DELETE FROM user_session WHERE user_id = ?", email)


def let_time_pass(site: Site, email: str) -> None:
    """Let it be long ago that somebody showed that it is them."""
    change(site, "UPDATE user_session SET proved_at = '2019-01-01 00:00:00.000000' WHERE user_id = ?", email)


def give_a_device(page: Page) -> None:
    """Let this browser keep passkeys: its device says yes at once."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def type_password(page: Page, account: dict[str, Any]) -> None:
    """Take the first step of signing in, on the page where it is asked."""
    page.get_by_label("E-mailadres").fill(account["email"])
    page.get_by_label("Wachtwoord").fill(account["password"])
    with page.expect_navigation():
        page.get_by_role("button", name="Inloggen", exact=True).click()


def heading(page: Page, words: str) -> None:
    """See that this is the page with this heading."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def press(page: Page, words: str) -> None:
    """Press the button with these words and wait for the page after it."""
    with page.expect_navigation():
        page.get_by_role("button", name=words, exact=True).click()


def follow_by_key(page: Page, words: str) -> None:
    """Reach a link with the keyboard and open it."""
    tab_to(page, page.get_by_role("link", name=words).first)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def push_by_key(page: Page, words: str) -> None:
    """Reach a button with the keyboard, press it and wait for the page after it."""
    tab_to(page, page.get_by_role("button", name=words, exact=True))
    with page.expect_navigation():
        page.keyboard.press("Enter")


def code_now(page: Page) -> str:
    """Return what an app shows that was given the key on this page."""
    return pyotp.TOTP(page.locator(".app-secret").inner_text().replace(" ", "")).now()


def sign_in_there(page: Page, name: str) -> None:
    """Sign in at the organisation, and let it tell who this is."""
    page.fill("input[name=login]", name)
    page.locator("form [type=submit]").first.click()
    page.fill("input[name=password]", PASSWORD_THERE)
    page.locator("form [type=submit]").first.click()
    page.locator("#accept").click()
