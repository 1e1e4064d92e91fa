"""Figures as people read them."""

from babel.numbers import format_decimal

from workspace.web import locale


def number(value: float) -> str:
    """Return a median as people here write it: 4, or 3,5."""
    return format_decimal(value, "0.#", locale=locale())
