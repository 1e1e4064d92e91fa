"""Asking for a file, making it in turns, and throwing it away."""

from workspace.renditions.actions.asking import ask_file, ask_file_again, note_fetched, throw_away
from workspace.renditions.actions.making import (
    claim_rendition,
    empty_renditions,
    fail_rendition,
    finish_rendition,
    forget_renditions,
    tell_step,
)

__all__ = [
    "ask_file",
    "ask_file_again",
    "claim_rendition",
    "empty_renditions",
    "fail_rendition",
    "finish_rendition",
    "forget_renditions",
    "note_fetched",
    "tell_step",
    "throw_away",
]
