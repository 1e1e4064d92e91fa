"""What people do about words that may be wrong."""

from workspace.moderation.actions.judging import (
    Judgement,
    MovedOn,
    judge,
    judge_many,
    mark_read,
    settle_by_hand,
)
from workspace.moderation.actions.reporting import report_thing

__all__ = ["Judgement", "MovedOn", "judge", "judge_many", "mark_read", "report_thing", "settle_by_hand"]
