"""What a page tells of a contribution that somebody else entered."""

from typing import NamedTuple

from workspace.on_behalf.models.tables import ReceivedHow


class Behalf(NamedTuple):
    """Who entered it, for which organisation, and how it was told to them."""

    worker: str
    organisation: str
    received: ReceivedHow
    is_claimed: bool  # the person has it on an account of their own by now
