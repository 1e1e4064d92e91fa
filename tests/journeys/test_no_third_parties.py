"""A walk through the main pages: every request of the browser goes to this site, and one cookie stays."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Request

from tests.journeys.conftest import OpenPage
from tests.journeys.site import Site

OF_THE_TAB = "htmx-current-path-for-history"  # the address that stands in the bar, until the tab closes
WALK = (
    "/",
    "/programmas",
    "/programmas/samen-landerd-samen-beter",
    "/privacy",
    "/toegankelijkheid",
    "/organisaties",
    "/mijn",
    "/account",
    "/hobbels",
    "/beheer/bewaartermijnen",
)


@pytest.mark.parametrize("role", ["visitor", "programme manager"])
def test_the_browser_asks_nobody_else(open_page: OpenPage, site: Site, role: str) -> None:
    page = open_page()
    asked: list[Request] = []
    page.context.on("request", lambda request: asked.append(request))
    if role != "visitor":
        site.sign_in(page, role)
    for address in WALK:
        page.goto(address)
        page.wait_for_load_state("networkidle")
    hosts = {urlsplit(request.url).netloc for request in asked if not request.url.startswith("data:")}
    assert hosts == {urlsplit(site.address).netloc}
    assert len(asked) > len(WALK)
    assert {cookie["name"] for cookie in page.context.cookies()} <= {"samenbord"}
    kept = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    assert set(kept) <= {OF_THE_TAB}
