"""What people do about borging."""

from workspace.borging.actions.carrying import confirm_carry
from workspace.borging.actions.changing import Change, IncompleteClaim, change_aspect, confirm_aspect
from workspace.borging.actions.repairing import rebuild_outlooks

__all__ = [
    "Change",
    "IncompleteClaim",
    "change_aspect",
    "confirm_aspect",
    "confirm_carry",
    "rebuild_outlooks",
]
