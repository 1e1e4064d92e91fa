"""The audit trail of the past that the demonstration tells of."""

from collections.abc import Iterable

from workspace.access import Actor
from workspace.activity.models import Event
from workspace.audit.actions import note_event
from workspace.audit.models import is_audited

FIELDS = ("verb", "role", "programme_id", "board_id", "initiative_id", "subject_id", "details")


def note_the_past(events: Iterable[Event], *, by: Actor) -> None:
    """Add the lines that these events would have left. Called by the action that loads the demonstration."""
    for event in events:
        if is_audited(event.verb, event.details):
            who = Actor(id=event.actor_id) if event.actor_id else by
            note_event({name: getattr(event, name) for name in FIELDS}, at=event.happened_at, by=who)
