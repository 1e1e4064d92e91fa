"""Remembering that somebody was asked whether a claim still holds."""

from collections.abc import Collection

from sqlalchemy import update

from workspace.access import Actor, require
from workspace.borging import policy
from workspace.borging.models import BorgingAspect
from workspace.db import change_rows
from workspace.times import today


def note_asked(aspect_ids: Collection[int], *, by: Actor) -> None:
    """Note that whoever answers for these claims is asked today; nobody's edit fails by it."""
    require(policy.may_repair(by))
    asked = update(BorgingAspect).where(BorgingAspect.id.in_(aspect_ids)).values(asked_on=today())
    change_rows(asked)
