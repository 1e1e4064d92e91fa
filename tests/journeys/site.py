"""The site under test: who can sign in, and what must hold on every page."""

from dataclasses import dataclass
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@dataclass(frozen=True)
class Site:
    """A running site and the accounts printed by `demo --accounts`."""

    address: str
    accounts: list[dict[str, Any]]

    def account(self, role: str) -> dict[str, Any]:
        """Return the first account of this role: the one whose programme it is, not its twin."""
        return next(account for account in self.accounts if account["role"] == role)

    def sign_in(self, page: Page, role: str) -> Page:
        """Sign in on this page as somebody of this role, by the form, as people do."""
        account = self.account(role)
        page.goto("/inloggen")
        page.fill("input[name=email]", account["email"])
        page.fill("input[name=password]", account["password"])
        page.click("form:has(input[name=password]) button:not([formaction])")
        page.wait_for_url(lambda url: "/inloggen" not in url)
        return page


def assert_accessible(page: Page) -> None:
    """Raise when axe finds anything, or when the page scrolls sideways."""
    results = Axe().run(page, options=AXE_RULES)
    found = [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in results.response["violations"]
        for node in rule["nodes"]
    ]
    assert found == [], f"{page.url} at {page.viewport_size}: " + "\n".join(found)
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"{page.url} scrolls {wider} pixels sideways at {page.viewport_size}"
