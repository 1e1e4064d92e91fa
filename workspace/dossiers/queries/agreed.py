"""What was asked and decided about an initiative, as a handover file holds it."""

from datetime import date
from typing import NamedTuple


class Question(NamedTuple):
    """A question to an organisation; without words it is the initiative itself. Who asked is not named."""

    asked_on: date
    organisation: str
    words: str | None
    due_on: date
    answered_on: date | None


class Decided(NamedTuple):
    """What a meeting decided about it."""

    on: date
    meeting: str
    decision: str
