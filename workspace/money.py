"""Amounts of money and other numbers as people here type and read them; kept in cents, or hundredths."""

import re
from decimal import Decimal

from flask_babel import format_currency, format_decimal

TYPED = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?", re.ASCII)


def read_cents(text: str) -> int | None:
    """Return the cents of an amount as people here type it (58.400 or 58400,00), or None."""
    match = TYPED.fullmatch(text.replace("€", "").replace(" ", ""))
    if match is None:
        return None
    euros, cents = match[1].replace(".", ""), (match[2] or "").ljust(2, "0")
    return int(euros) * 100 + int(cents)


def show_cents(cents: int) -> str:
    """Return an amount as people here type it: 58.400 or 58.400,50."""
    euros = f"{cents // 100:,}".replace(",", ".")
    return f"{euros},{cents % 100:02}" if cents % 100 else euros


def in_euros(cents: int) -> str:
    """Return an amount as the reader's language writes it: € 58.400 or € 58,400."""
    whole = cents % 100 == 0
    return str(format_currency(cents / 100, "EUR", "¤ #,##0" if whole else None, currency_digits=not whole))


def in_numbers(hundredths: int) -> str:
    """Return a number as the reader's language writes it: 1.250,5 or 1,250.5."""
    return str(format_decimal(Decimal(hundredths) / 100))
