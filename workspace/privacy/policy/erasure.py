"""Who asks what is kept of them, or to be forgotten, and who does that. Pure (AVG, articles 15 and 17)."""

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.accounts.policy import may_change, may_speak_for


def may_have_own_data(actor: Actor, user: User) -> bool:
    """Everybody what is kept about themselves, and nobody what is kept about another (AVG, article 15)."""
    return may_change(actor, user)


def may_ask_erasure(actor: Actor, user: User) -> bool:
    """Everybody for themselves, officials and managers too; a worker for a person they entered on paper."""
    return user.anonymised_at is None and (may_change(actor, user) or may_speak_for(actor, user))


def may_take_back_erasure(actor: Actor, user: User) -> bool:
    """Whoever might ask it, until it was done."""
    return may_ask_erasure(actor, user)


def may_anonymise(actor: Actor, user: User) -> bool:
    """The clock alone, when the days of thought are over: nobody makes another disappear."""
    return actor.id is None and actor.is_admin and user.anonymised_at is None
