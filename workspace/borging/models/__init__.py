"""What is known about borging: the tables, and the rules that follow from them alone."""

from workspace.borging.models.handovers import Answer, Handover, HandoverState, HandoverStep
from workspace.borging.models.tables import (
    AspectChange,
    AspectCode,
    AspectState,
    BorgingAspect,
    CarryConfirmation,
    Evidence,
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
    "Handover",
    "HandoverState",
    "HandoverStep",
    "Level",
    "Outlook",
]
