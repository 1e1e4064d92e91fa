"""What people do about borging."""

from workspace.borging.actions.carrying import confirm_carry
from workspace.borging.actions.changing import Change, IncompleteClaim, change_aspect, confirm_aspect
from workspace.borging.actions.handing_over import (
    HandoverMovedOn,
    Offer,
    answer_handover,
    change_offer,
    let_team_edit,
    offer_handover,
    withdraw_offer,
)
from workspace.borging.actions.repairing import rebuild_outlooks

__all__ = [
    "Change",
    "HandoverMovedOn",
    "IncompleteClaim",
    "Offer",
    "answer_handover",
    "change_aspect",
    "change_offer",
    "confirm_aspect",
    "confirm_carry",
    "let_team_edit",
    "offer_handover",
    "rebuild_outlooks",
    "withdraw_offer",
]
