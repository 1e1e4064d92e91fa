"""Who says what they make of a moment. Pure (domain/roles.md: as commenting)."""

from typing import Protocol

from workspace.access import Actor
from workspace.learning.policy.moments import Moment, steers_moment
from workspace.programmes.models import Openness


class Shown(Moment, Protocol):
    """A moment, and who reads it."""

    @property
    def openness(self) -> Openness: ...
    @property
    def is_shown(self) -> bool: ...


class Written(Protocol):
    """A Reflection, or a row with these columns."""

    @property
    def author_id(self) -> int: ...


def may_reflect(actor: Actor, moment: Shown, openness: Openness) -> bool:
    """In public as commenting in public, and only on what is public; among partners those who talk there."""
    if not moment.is_shown:
        return False
    if openness == Openness.PARTNERS:
        return moment.programme_id in actor.talks_among_partners_in
    speaks = actor.takes_part_in(moment.programme_id) or moment.programme_id in actor.council_in
    return speaks and moment.openness == Openness.PUBLIC


def reflects_to(actor: Actor, moment: Shown) -> list[Openness]:
    """Return for whom this person may write what they make of a moment; empty when for nobody."""
    return [openness for openness in Openness if may_reflect(actor, moment, openness)]


def may_edit_reflection(actor: Actor, reflection: Written) -> bool:
    """Nobody changes the words of somebody else."""
    return actor.id is not None and reflection.author_id == actor.id


def may_withdraw_reflection(actor: Actor, moment: Shown, reflection: Written) -> bool:
    """Its author, and who keeps order there, as with comments: theme lead, team and manager."""
    return may_edit_reflection(actor, reflection) or steers_moment(actor, moment)
