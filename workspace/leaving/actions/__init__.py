"""What people do when somebody leaves."""

from workspace.leaving.actions.answering import accept_transfer, assign_transfer, decline_transfer, take_back
from workspace.leaving.actions.asking import MovedOn, NotATaker, ask_to_take_over
from workspace.leaving.actions.departing import (
    AlreadyAnnounced,
    AlreadyLeft,
    DayHasPassed,
    announce_departure,
    change_departure,
    withdraw_departure,
)

__all__ = [
    "AlreadyAnnounced",
    "AlreadyLeft",
    "DayHasPassed",
    "MovedOn",
    "NotATaker",
    "accept_transfer",
    "announce_departure",
    "ask_to_take_over",
    "assign_transfer",
    "change_departure",
    "decline_transfer",
    "take_back",
    "withdraw_departure",
]
