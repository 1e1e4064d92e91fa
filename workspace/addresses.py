"""What many addresses share: the page of an initiative, and the earlier day asked for."""

from datetime import date

from workspace.text import slugify
from workspace.times import today

EARLIEST = date(2000, 1, 1)  # before that nothing here happened


def address_of_initiative(initiative_id: int, title: str) -> str:
    """Return the address of the page of an initiative: a number that stays, and words for people."""
    return f"/initiatieven/{initiative_id}-{slugify(title)}"


def day_asked_for(value: str | None) -> date:
    """Return the day of a picture: today, unless an address asks for an earlier one as `2020-11-24`."""
    try:
        asked = date.fromisoformat(value) if value else today()
    except ValueError:
        return today()
    return max(EARLIEST, min(asked, today()))
