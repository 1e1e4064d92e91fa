"""Who may enter what somebody said, mind the code on paper, and claim. Pure (domain/roles.md).

For a resident is placed only what everybody may read: they could see nothing else themselves.
"""

from collections.abc import Iterable
from typing import Protocol

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.accounts.policy import may_speak_for
from workspace.boards.models import Board
from workspace.comments.models import Audience
from workspace.comments.policy import may_comment
from workspace.initiatives.models import Initiative
from workspace.initiatives.policy import enters_for_others, may_post, may_support


class Place(Protocol):
    """Where something was entered."""

    @property
    def board_id(self) -> int: ...
    @property
    def programme_id(self) -> int: ...


def may_enter_idea(actor: Actor, board: Board) -> bool:
    enters = enters_for_others(actor, board.id, board.programme_id)
    return board.is_public and enters and may_post(actor, board)


def may_enter_comment(actor: Actor, initiative: Initiative) -> bool:
    enters = enters_for_others(actor, initiative.board_id, initiative.programme_id)
    return initiative.is_public and enters and may_comment(actor, initiative, Audience.PUBLIC)


def may_enter_support(actor: Actor, initiative: Initiative) -> bool:
    enters = enters_for_others(actor, initiative.board_id, initiative.programme_id)
    return initiative.is_public and enters and may_support(actor, initiative)


def may_enter_anything(actor: Actor, initiative: Initiative) -> bool:
    """An initiative that ended takes no more support; what somebody says of it is still welcome."""
    return may_enter_comment(actor, initiative) or may_enter_support(actor, initiative)


def may_renew_code(actor: Actor, person: User, places: Iterable[Place]) -> bool:
    """The worker who entered it, as long as they may still do so where they entered something."""
    still = (enters_for_others(actor, place.board_id, place.programme_id) for place in places)
    return may_speak_for(actor, person) and any(still)


def may_take_back(actor: Actor, person: User) -> bool:
    """Whoever entered it takes it back when the person asks: consent ends as easily as it was given."""
    return may_speak_for(actor, person)


def may_claim(actor: Actor, person: User) -> bool:
    """Everybody with an account who has the code, except the worker who entered it."""
    return actor.id is not None and actor.id not in {person.id, person.entered_by_id}
