"""What people do about borging."""

from workspace.borging.actions.asking import note_asked
from workspace.borging.actions.carrying import confirm_carry
from workspace.borging.actions.changing import (
    Change,
    IncompleteClaim,
    LastEvidence,
    change_aspect,
    confirm_aspect,
    withdraw_evidence,
)
from workspace.borging.actions.handing_over import (
    HandoverMovedOn,
    Offer,
    answer_handover,
    change_offer,
    let_team_edit,
    offer_handover,
    withdraw_offer,
)
from workspace.borging.actions.proving import Proof
from workspace.borging.actions.repairing import rebuild_outlooks

__all__ = [
    "Change",
    "HandoverMovedOn",
    "IncompleteClaim",
    "LastEvidence",
    "Offer",
    "Proof",
    "answer_handover",
    "change_aspect",
    "change_offer",
    "confirm_aspect",
    "confirm_carry",
    "let_team_edit",
    "note_asked",
    "offer_handover",
    "rebuild_outlooks",
    "withdraw_evidence",
    "withdraw_offer",
]
