"""Words that the chapters of a handover file share."""

from collections.abc import Iterator
from datetime import date, datetime

from flask_babel import get_locale

from workspace.access import Role
from workspace.documents import Block, Heading, Paragraph
from workspace.labels import label
from workspace.money import in_euros
from workspace.times import day_of, show_day

NOTHING = "–"


def day(value: date | None) -> str:
    """Return a day as people read it, or a dash."""
    return NOTHING if value is None else show_day(value, str(get_locale()))


def day_of_moment(moment: datetime) -> str:
    return day(day_of(moment))


def euros(cents: int | None) -> str:
    """Return an amount as people read it, or a dash."""
    return NOTHING if cents is None else in_euros(cents)


def filled(*rows: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the rows that say something."""
    return tuple((name, value) for name, value in rows if value)


def lines(*texts: str) -> str:
    """Return the texts that say something, each on a line of its own."""
    return "\n".join(text for text in texts if text)


def joined(*texts: str | None) -> str:
    """Return the texts that say something with commas between, or a dash."""
    return ", ".join(text for text in texts if text) or NOTHING


def and_role(name: str | None, role: Role | None, organisation: str | None = None) -> str:
    """Return somebody with the hat they wore: Mieke (kartrekker, ONS Welzijn)."""
    hat = ", ".join(text for text in (label(role) if role else "", organisation) if text)
    return f"{name or NOTHING} ({hat})" if hat else name or NOTHING


def section(name: str | None, text: str) -> Iterator[Block]:
    """Yield a text under its own heading, or nothing when there is none."""
    if text:
        if name:
            yield Heading(name, 2)
        yield Paragraph(text)
