"""What leaving asks of one person: to take over, to mind an inbox, to hand on."""

from collections.abc import Sequence
from typing import NamedTuple

from workspace.access import Actor
from workspace.leaving.models import Departure
from workspace.leaving.queries.departures import list_departures_to_mind, list_open_departures
from workspace.leaving.queries.transfers import Inbox, count_asked_of, list_inboxes


class HandingOn(NamedTuple):
    """How many things somebody is asked to take over, and which inboxes and departures ask something."""

    asked: int
    inboxes: list[Inbox]
    own: Sequence[Departure]
    others: Sequence[Departure]


def find_handing_on(actor: Actor) -> HandingOn:
    """Return all of it, in four queries at most."""
    return HandingOn(
        count_asked_of(actor),
        list_inboxes(actor),
        list_open_departures(actor.signed_in_id()),
        list_departures_to_mind(actor),
    )
