"""What is known about borging: the tables, and the rules that follow from them alone."""

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
    "AspectChange",
    "AspectCode",
    "AspectState",
    "BorgingAspect",
    "CarryConfirmation",
    "Evidence",
    "Level",
    "Outlook",
]
