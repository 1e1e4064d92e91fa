"""The states of the pages of learning and accounting: role, name, address, and what is done there first."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

OF_LEARNING: list[tuple[str, str, str] | tuple[str, str, str, Callable[[Page], Any]]] = []
