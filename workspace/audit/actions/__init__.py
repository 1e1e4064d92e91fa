"""Adding lines to the trail, and removing the oldest."""

from workspace.audit.actions.noting import note, note_event, note_reading

__all__ = ["note", "note_event", "note_reading"]
