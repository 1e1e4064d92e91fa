"""What the world of routes has for working together: questions, tasks, meetings and the like."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from tests import cast
from workspace.digests.models import MailChoice
from workspace.initiatives.models import InitiativePartner
from workspace.tasks.models import Task

# What is sent along where an act needs more than its address: endpoint -> fields.
FIELDS_TOGETHER: dict[str, Callable[[SimpleNamespace], dict[str, Any]]] = {}


def add_together(w: SimpleNamespace) -> None:
    """Make one thing of each kind, by name: w.question = cast.save(...)."""
    cast.save(InitiativePartner(initiative_id=w.initiative.id, organisation_id=w.welfare.id))
    w.mail_choice = cast.save(MailChoice(user_id=w.nico.id, unsubscribe_key="sleutel-uit-een-bericht"))
    of_soup = {"initiative_id": w.initiative.id, "board_id": w.board.id}
    w.task = cast.save(Task(title="Zaal bespreken", person_id=w.olaf.id, made_by_id=w.karin.id, **of_soup))


def thing_together(name: str, endpoint: str, w: SimpleNamespace) -> Any:
    """Return what a part of an address of working together stands for, or None."""
    things: dict[str, Any] = {
        "mail_key": w.mail_choice.unsubscribe_key,
        "task_id": w.task.id,
        "organisation_id": w.welfare.id,
    }
    return things.get(name)
