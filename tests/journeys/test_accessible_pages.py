"""Every page in its states: no axe violation and no sideways scroll, from the smallest phone to a desk."""

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Regulars
from tests.journeys.site import (
    COLOURS_ONLY,
    Site,
    assert_accessible,
    assert_no_sideways_scroll,
)
from tests.journeys.states import STATES, State

WIDTHS = (320, 768, 1280)


@pytest.mark.parametrize("state", STATES, ids=lambda state: f"{state.role}: {state.name}")
def test_everybody_can_read_and_use_every_page(state: State, regulars: Regulars, site: Site) -> None:
    page = regulars.page_of(state.role)
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(_with_numbers(state.address, site))
    if state.then:
        state.then(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert_accessible(page)
    _assert_readable_in_the_dark(page)
    _assert_text_can_be_twice_as_large(page)
    assert regulars.take_complaints() == []


def _with_numbers(address: str, site: Site) -> str:
    """Fill in the number of the initiative that stands between braces."""
    if "{" not in address:
        return address
    name = address[address.index("{") + 1 : address.index("}")]
    return address.replace(f"{{{name}}}", str(site.number(name)))


def _assert_readable_in_the_dark(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    try:
        assert_accessible(page, COLOURS_ONLY)
    finally:
        page.emulate_media(color_scheme="light")


def _assert_text_can_be_twice_as_large(page: Page) -> None:
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert_no_sideways_scroll(page)
