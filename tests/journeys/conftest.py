"""A real server with the demonstration programmes, and a real browser that forgives nothing."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.journeys.guarded import guarding
from tests.journeys.servers import ROOT, environment_in, serving
from tests.journeys.site import Site
from tests.logs import run_ours
from tests.setup_browser import chromium_path

BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration as `make demo` starts it, on a free port and an empty place."""
    environment = environment_in(tmp_path_factory.mktemp("site"))
    with serving(environment, "demo", "--serve") as address:
        command = [sys.executable, "-m", "workspace", "demo", "--accounts"]
        accounts = run_ours(command, cwd=ROOT, env=environment, check=True).stdout
        yield Site(address, json.loads(accounts), environment)


@pytest.fixture(scope="session")
def guarded(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same at an address with a name, where officials and managers must sign in in two steps."""
    with guarding(site, tmp_path_factory.mktemp("guarded")) as there:
        yield there


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=chromium_path(), args=BROWSER_ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained about in this test: script errors, violations, strangers."""
    return []


@pytest.fixture
def open_page(browser: Browser, site: Site, complaints: list[str]) -> Iterator["OpenPage"]:
    """Open a page in a browser of its own; after the test nothing may have gone wrong in it."""
    yield from opened(browser, site, complaints)


@pytest.fixture
def open_guarded(browser: Browser, guarded: Site, complaints: list[str]) -> Iterator["OpenPage"]:
    """The same, at the site where people sign in in two steps."""
    yield from opened(browser, guarded, complaints)


def opened(browser: Browser, site: Site, complaints: list[str]) -> Iterator["OpenPage"]:
    opener = OpenPage(browser, site, complaints)
    yield opener
    opener.close()
    assert complaints == []


class OpenPage:
    """Makes pages of a width, with or without JavaScript, each as a person of its own."""

    def __init__(self, browser: Browser, site: Site, complaints: list[str]) -> None:
        self.browser, self.site, self.complaints = browser, site, complaints
        self.contexts: list[BrowserContext] = []

    def __call__(self, width: int = 1280, *, javascript: bool = True, dark: bool = False) -> Page:
        context = self.browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=javascript,
            base_url=self.site.address,
            locale="nl-NL",
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("console", lambda line: self._note(line.type, line.text))
        page.on("request", lambda request: self._stranger(request.url))
        return page

    def _note(self, kind: str, text: str) -> None:
        # The browser reports every answer of 400 and above as an error; those are answers we meant to give.
        if kind in {"error", "warning"} and "Failed to load resource" not in text:
            self.complaints.append(f"console {kind}: {text}")

    def _stranger(self, url: str) -> None:
        if not url.startswith((self.site.address, "data:")):
            self.complaints.append(f"request to a stranger: {url}")

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    return open_page(390)


@pytest.fixture
def desktop(open_page: OpenPage) -> Page:
    return open_page(1280)


class Regulars:
    """One page per role, signed in once and used by many tests."""

    def __init__(self, opener: OpenPage) -> None:
        self.opener = opener
        self.pages: dict[str, Page] = {}

    def page_of(self, role: str) -> Page:
        """Return the page of this role, as wide as the smallest phone; a visitor is not signed in."""
        if role not in self.pages:
            page = self.opener(320)
            self.pages[role] = page if role == "visitor" else self.opener.site.sign_in(page, role)
        return self.pages[role]

    def take_complaints(self) -> list[str]:
        """Return what the browser complained about since the last time."""
        taken = list(self.opener.complaints)
        self.opener.complaints.clear()
        return taken


@pytest.fixture(scope="session")
def regulars(browser: Browser, site: Site) -> Iterator[Regulars]:
    opener = OpenPage(browser, site, [])
    yield Regulars(opener)
    opener.close()
