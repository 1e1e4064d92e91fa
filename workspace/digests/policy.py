"""Who chooses about mail, and who makes it. Pure."""

from workspace.access import Actor
from workspace.digests.models import MailChoice


def may_choose(actor: Actor) -> bool:
    """Everybody for their own address."""
    return actor.is_authenticated


def may_change(actor: Actor, choice: MailChoice) -> bool:
    """Whoever holds the key, which went to one mailbox only, and so led to this choice."""
    return bool(choice.unsubscribe_key)


def may_make_mail(actor: Actor) -> bool:
    """The clock or the command line: nobody sends mail from a browser."""
    return actor.is_admin and actor.id is None
