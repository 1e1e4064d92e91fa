"""What is known about borging: the tables, and the rules that follow from them alone."""

from workspace.borging.models.handovers import Answer, Handover, HandoverState, HandoverStep
from workspace.borging.models.tables import (
    AspectChange,
    AspectCode,
    AspectState,
    BorgingAspect,
    CarryConfirmation,
    Evidence,
    EvidenceKind,
    Level,
    Outlook,
)

__all__ = [
    "Answer",
    "AspectChange",
    "AspectCode",
    "AspectState",
    "BorgingAspect",
    "CarryConfirmation",
    "Evidence",
    "EvidenceKind",
    "Handover",
    "HandoverState",
    "HandoverStep",
    "Level",
    "Outlook",
]
