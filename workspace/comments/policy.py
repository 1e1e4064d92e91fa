"""Who may say what under an initiative, and who may take it away. Pure (domain/roles.md)."""

from datetime import datetime
from typing import Protocol

from workspace.access import Actor, Role
from workspace.accounts.models import User
from workspace.accounts.policy import may_speak_for
from workspace.comments.models import Audience
from workspace.initiatives.policy import enters_for_others, may_hide, may_show_again
from workspace.initiatives.policy import moderates_as as moderates_as


class Place(Protocol):
    """Where people talk: an Initiative."""

    @property
    def board_id(self) -> int: ...
    @property
    def programme_id(self) -> int: ...


class Said(Protocol):
    """What somebody said: a Comment, or a row with these columns."""

    @property
    def author_id(self) -> int: ...
    @property
    def role(self) -> Role: ...
    @property
    def parent_id(self) -> int | None: ...
    @property
    def audience(self) -> Audience: ...
    @property
    def removed_at(self) -> datetime | None: ...
    @property
    def removed_as(self) -> Role | None: ...


def may_read_partner_talk(actor: Actor, place: Place) -> bool:
    """The council reads along; an administrator is no party in the content."""
    return place.programme_id in actor.insider_in


def may_talk_among_partners(actor: Actor, place: Place) -> bool:
    return place.programme_id in actor.talks_among_partners_in


def may_comment(actor: Actor, place: Place, audience: Audience) -> bool:
    """Whoever takes part, and the council, speak in public; among partners only those who are."""
    if audience == Audience.PARTNERS:
        return may_talk_among_partners(actor, place)
    return actor.takes_part_in(place.programme_id) or place.programme_id in actor.council_in


def may_comment_for(actor: Actor, place: Place, person: User) -> bool:
    """Tell whether this worker may say in public what a person they entered said to them (N14)."""
    enters = enters_for_others(actor, place.board_id, place.programme_id)
    return enters and may_comment(actor, place, Audience.PUBLIC) and may_speak_for(actor, person)


def may_reply(actor: Actor, place: Place, comment: Said) -> bool:
    """A reply is for those who read what it replies to. There is one level of replies."""
    return comment.parent_id is None and may_comment(actor, place, comment.audience)


def may_edit(actor: Actor, comment: Said) -> bool:
    """Nobody changes the words of somebody else."""
    return actor.id is not None and comment.author_id == actor.id and comment.removed_at is None


def may_remove(actor: Actor, place: Place, comment: Said) -> bool:
    """Authors take back their own words; those who moderate hide those of others without more rights."""
    if comment.removed_at is not None or actor.id is None:
        return False
    return comment.author_id == actor.id or may_hide(actor, place, comment.role)


def may_remove_for(actor: Actor, comment: Said, person: User) -> bool:
    """Tell whether this worker takes back what they entered for a person who asks for it."""
    is_theirs = comment.author_id == person.id and comment.removed_at is None
    return is_theirs and may_speak_for(actor, person)


def may_restore(actor: Actor, place: Place, comment: Said) -> bool:
    """Those who moderate show again what was hidden of others; what its author took back is gone."""
    is_hidden = comment.removed_at is not None and comment.author_id != actor.id
    return is_hidden and may_show_again(actor, place, comment.removed_as)


def may_repair(actor: Actor) -> bool:
    return actor.is_admin
