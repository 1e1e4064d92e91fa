"""What leaving asks of one person: to take over, to mind an inbox, to hand on."""

from typing import NamedTuple

from workspace.access import Actor
from workspace.leaving.models import Departure
from workspace.leaving.queries.departures import list_departures_near
from workspace.leaving.queries.transfers import Inbox, count_waiting_for


class HandingOn(NamedTuple):
    """How many things somebody is asked to take over, and which inboxes and departures ask something."""

    asked: int
    inboxes: list[Inbox]
    own: list[Departure]
    others: list[Departure]


def find_handing_on(actor: Actor) -> HandingOn:
    """Return all of it, in two queries."""
    return HandingOn(*count_waiting_for(actor), *list_departures_near(actor))
