"""The states of the pages of working together: role, name, address, and what is done there first."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.journeys.steps import choose_no_day

# Add yours: ("kartrekker's role", "a name", "/an/address", follow("A link")) - see states.py.
OF_WORKING_TOGETHER: list[tuple[str, str, str] | tuple[str, str, str, Callable[[Page], Any]]] = [
    ("resident", "mail that one gets", "/mijn/post"),
    ("resident", "mail that one gets with mistakes", "/mijn/post", choose_no_day),
]
