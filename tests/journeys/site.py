"""The site under test: who can sign in, where things are, and what must hold on every page."""

import re
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# No style sheets fetched again for rules that are off, no frames searched: our policy allows none.
QUICK = {"resultTypes": ["violations"], "preload": False, "iframes": False}
AXE_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    **QUICK,
}
COLOURS_ONLY = {"runOnly": ["color-contrast"], **QUICK}
PROGRAMME = "/programmas/samen-landerd-samen-beter"
BOARD = f"{PROGRAMME}/eenzaamheid"


@dataclass(frozen=True)
class Site:
    """A running site and the accounts printed by `demo --accounts`."""

    address: str
    accounts: list[dict[str, Any]]
    environment: Mapping[str, str] = field(default_factory=dict)  # with which it was started

    def account(self, role: str, *, twin: bool = False) -> dict[str, Any]:
        """Return the account of this role in the programme of the tests, or its twin in another."""
        return [account for account in self.accounts if account["role"] == role][twin]

    def sign_in(self, page: Page, role: str, *, twin: bool = False) -> Page:
        """Sign in on this page as somebody of this role, by the form, as people do."""
        page.goto("/inloggen")
        fill_in_sign_in(page, self.account(role, twin=twin))
        return page

    def number(self, name: str, board: str = BOARD) -> int:
        """Return the number of the public initiative whose address ends with this name."""
        return _number(self.address, board, name)


def fill_in_sign_in(page: Page, account: dict[str, Any]) -> None:
    """Sign in by the form that is on this page."""
    page.fill("input[name=email]", account["email"])
    page.fill("input[name=password]", account["password"])
    page.click("form:has(input[name=password]) button:not([formaction])")
    page.wait_for_url(lambda url: "/inloggen" not in url)


@cache
def _number(address: str, board: str, name: str) -> int:
    words = name.split("-")[0]
    with urllib.request.urlopen(f"{address}{board}?zoek={words}&weergave=lijst", timeout=10) as answer:
        found = re.search(rf"/initiatieven/(\d+)-{name}", answer.read().decode())
    assert found, f"{name} is not on {board}"
    return int(found[1])


def assert_accessible(page: Page, rules: dict[str, Any] = AXE_RULES) -> None:
    """Raise when axe finds anything, or when the page scrolls sideways."""
    if page.evaluate("typeof window.axe === 'undefined'"):
        page.evaluate(Axe().axe_script)
    violations = page.evaluate("rules => axe.run(document, rules).then(found => found.violations)", rules)
    found = [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in violations
        for node in rule["nodes"]
    ]
    assert found == [], f"{page.url} at {page.viewport_size}: " + "\n".join(found)
    assert_no_sideways_scroll(page)


def assert_no_sideways_scroll(page: Page) -> None:
    """Raise when the page is wider than the window."""
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"{page.url} scrolls {wider} pixels sideways at {page.viewport_size}"
