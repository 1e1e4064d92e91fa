"""Who gives advice, and who says what was done with it. Pure (domain/roles.md)."""

from typing import Protocol

from workspace.access import Actor
from workspace.initiatives.policy import steers


class Place(Protocol):
    """A board or an initiative."""

    @property
    def programme_id(self) -> int: ...


class Given(Protocol):
    """An advice: who wrote it, and on which board it is."""

    @property
    def author_id(self) -> int: ...
    @property
    def board_id(self) -> int: ...


def may_give_advice(actor: Actor, place: Place) -> bool:
    """Only for an advisory body that takes part in the programme."""
    return place.programme_id in actor.council_in


def may_edit_advice(actor: Actor, programme_id: int, advice: Given) -> bool:
    """Tell whether it is one's own, and one still speaks for an advisory body; not whether it is too late."""
    return actor.id is not None and actor.id == advice.author_id and programme_id in actor.council_in


def may_respond(actor: Actor, programme_id: int, advice: Given) -> bool:
    """The programme: the theme lead of this board, the team and the manager."""
    return steers(actor, advice.board_id, programme_id)
