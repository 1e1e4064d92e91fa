"""What the world of routes has for working together: questions, tasks, meetings and the like."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from tests import cast
from workspace.digests.models import MailChoice

# What is sent along where an act needs more than its address: endpoint -> fields.
FIELDS_TOGETHER: dict[str, Callable[[SimpleNamespace], dict[str, Any]]] = {}


def add_together(w: SimpleNamespace) -> None:
    """Make one thing of each kind, by name: w.question = cast.save(...)."""
    w.mail_choice = cast.save(MailChoice(user_id=w.nico.id, unsubscribe_key="sleutel-uit-een-bericht"))


def thing_together(name: str, endpoint: str, w: SimpleNamespace) -> Any:
    """Return what a part of an address of working together stands for, or None."""
    things: dict[str, Any] = {"mail_key": w.mail_choice.unsubscribe_key}
    return things.get(name)
