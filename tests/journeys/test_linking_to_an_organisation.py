"""Somebody links their account to their organisation, after confirming that it is them: in a real browser."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accounts.outside_offices import SECRET, OddOffice
from tests.journeys.servers import ROOT, environment_in, serving
from tests.journeys.site import assert_accessible
from tests.logs import run_ours

ADDRESS, PASSWORD = "ine@example.nl", "een-lang-wachtwoord"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("linking")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """An empty installation that knows an organisation, on another site than ours."""
    office = OddOffice()
    environment = environment_in(folder) | {
        "OIDC_NAME": "Gemeente Linde",
        "OIDC_ISSUER": office.address,
        "OIDC_CLIENT_ID": "samenbord",
        "OIDC_CLIENT_SECRET": SECRET,
    }
    person = ("create-admin", "--email", ADDRESS, "--name", "Ine", "--password", PASSWORD)
    for command in (("db", "upgrade"), person):
        line = [sys.executable, "-m", "workspace", *command]
        run_ours(line, cwd=ROOT, env=environment, check=True)
    with serving(environment, "run") as address:
        yield address
    office.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, locale="nl-NL", viewport={"width": 320, "height": 800})
    yield context.new_page()
    context.close()


def forget_who_it_is(folder: Path) -> None:
    """Let every session be so long ago that the next important thing asks to confirm."""
    with closing(sqlite3.connect(folder / "demo.sqlite")) as there:
        there.execute("UPDATE user_session SET proved_at = '2020-01-01 00:00:00.000000'")
        there.commit()


def test_linking_goes_on_after_confirming(page: Page, folder: Path) -> None:
    page.goto("/inloggen?verder=/account/organisatie")
    page.get_by_label("E-mailadres").fill(ADDRESS)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    forget_who_it_is(folder)
    page.get_by_role("link", name="Koppelen aan Gemeente Linde").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bent u het nog?")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Naar Gemeente Linde")
    assert_accessible(page)
    page.get_by_role("link", name="Verder naar Gemeente Linde").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bijna gekoppeld")
    assert_accessible(page)
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_text("U kunt nu inloggen via Gemeente Linde.")).to_be_visible()
    page.get_by_role("button", name="Ontkoppelen").click()
    expect(page.get_by_text("U logt niet meer in via uw organisatie.")).to_be_visible()


def test_signing_in_by_a_form_goes_on_to_linking(page: Page) -> None:
    page.goto("/inloggen?verder=/account/organisatie/koppelen")
    page.get_by_label("E-mailadres").fill(ADDRESS)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.get_by_role("link", name="Verder naar Gemeente Linde").click()
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_text("U kunt nu inloggen via Gemeente Linde.")).to_be_visible()
