"""What people do with a borgingsscan."""

from workspace.scans.actions.following_up import NextStep, StepNotAsked, finish_step, set_step
from workspace.scans.actions.holding import (
    NothingAnswered,
    ScanClosed,
    answer_scan,
    close_scan,
    open_scan,
)

__all__ = [
    "NextStep",
    "NothingAnswered",
    "ScanClosed",
    "StepNotAsked",
    "answer_scan",
    "close_scan",
    "finish_step",
    "open_scan",
    "set_step",
]
