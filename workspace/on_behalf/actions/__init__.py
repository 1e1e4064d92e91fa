"""What is done for somebody who does not come online, and by that person later."""

from workspace.on_behalf.actions.claiming import CodeGone, claim
from workspace.on_behalf.actions.codes import renew_code
from workspace.on_behalf.actions.entering import (
    Entered,
    Idea,
    NoConsent,
    Told,
    Whom,
    enter_comment,
    enter_idea,
    enter_support,
)
from workspace.on_behalf.actions.taking_back import take_back

__all__ = [
    "CodeGone",
    "Entered",
    "Idea",
    "NoConsent",
    "Told",
    "Whom",
    "claim",
    "enter_comment",
    "enter_idea",
    "enter_support",
    "renew_code",
    "take_back",
]
