"""Dutch as reports write it: numbers with their word, days, lists. Reports are in Dutch, whoever reads along.

They account to people and bodies here, and an adopted report is one text; so nothing here is translated.
What is written as the reader's language does it, amounts and names of choices, is so inside `draw_sections`.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from workspace.labels import LABELS
from workspace.money import in_euros, in_numbers
from workspace.reporting.queries.facts import PeriodFacts
from workspace.times import show_day

NAMES_AT_MOST = 12


def one_line(text: str) -> str:
    """Return what people typed on one line, so that it stays in the sentence or the bullet it stands in."""
    return " ".join(text.split())


def number(count: int, one: str, several: str) -> str:
    """Return a count with its word: 1 initiatief, 4 initiatieven."""
    return f"{count} {one if count == 1 else several}"


def initiatives(count: int) -> str:
    """Return a number of initiatives in words."""
    return number(count, "initiatief", "initiatieven")


def listing(items: Sequence[str], at_most: int = NAMES_AT_MOST) -> str:
    """Return things after one another: a, b en c; of a long row the first ones, and how many more."""
    shown = [one_line(item) for item in items[:at_most]]
    if more := len(items) - len(shown):
        shown.append(number(more, "ander", "andere"))
    return " en ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def day(when: date) -> str:
    """Return a day in words."""
    return show_day(when, "nl")


def in_period(facts: PeriodFacts) -> str:
    """Return the period as the beginning of a sentence: In 2019."""
    first, last = facts.starts_on, facts.ends_on
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"In {first.year}" if first.year == last.year else f"Van {first.year} tot en met {last.year}"
    return f"Van {day(first)} tot en met {day(last)}"


def euros(cents: int) -> str:
    """Return an amount in euros: € 58.400."""
    return in_euros(cents).replace(" ", "\N{NO-BREAK SPACE}")


def amount(hundredths: int) -> str:
    """Return a number of which the hundredths are kept: 1.250,5."""
    return in_numbers(hundredths)


def called(choice: StrEnum) -> str:
    """Return what a choice is called."""
    return str(LABELS[type(choice).__name__][choice.value])


def paragraphs(*parts: str) -> str:
    """Return parts as paragraphs, leaving out what is empty."""
    return "\n\n".join(part for part in parts if part)


def sentences(*parts: str) -> str:
    """Return sentences as one paragraph, leaving out what is empty."""
    return " ".join(part for part in parts if part)


def bullets(items: Sequence[str]) -> str:
    """Return things as a list, one on each line."""
    return "\n".join(f"- {one_line(item)}" for item in items)


def ended(text: str) -> str:
    """Return a text that ends as a sentence does."""
    line = one_line(text)
    return line if not line or line[-1] in ".!?…" else f"{line}."
