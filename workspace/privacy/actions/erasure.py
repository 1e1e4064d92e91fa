"""Asking to be forgotten, taking that back, and doing it after the days of thought (AVG, article 17)."""

from datetime import timedelta

from workspace.access import Actor, require
from workspace.accounts.models import User
from workspace.activity.actions import record
from workspace.db import add_once, now
from workspace.privacy.actions.anonymise import anonymise
from workspace.privacy.models import Contributions, ErasureRequest
from workspace.privacy.policy.erasure import may_anonymise, may_ask_erasure, may_take_back_erasure
from workspace.privacy.queries.erasure import find_open_request
from workspace.stores import Folder

DAYS_OF_THOUGHT = timedelta(days=7)


def ask_erasure(user: User, *, contributions: Contributions, by: Actor) -> tuple[ErasureRequest, bool]:
    """Ask that somebody is forgotten after seven days; return what stands now and whether it is new.

    Asked again it keeps its day, and what becomes of their contributions is as chosen last.
    """
    require(may_ask_erasure(by, user))
    request = find_open_request(user.id)
    if request is None:
        request = ErasureRequest(user_id=user.id, contributions=contributions, due_at=now() + DAYS_OF_THOUGHT)
        if add_once(request):
            record("erasure_asked", by=by, subject_id=user.id, contributions=contributions.value)
            return request, True
        request = find_open_request(user.id)
        if request is None:
            raise RuntimeError("A request was refused by the database, but there is none that waits.")
    request.contributions = contributions
    return request, False


def take_back_erasure(user: User, *, by: Actor) -> bool:
    """Take back that somebody is to be forgotten; return whether there was anything to take back."""
    require(may_take_back_erasure(by, user))
    request = find_open_request(user.id)
    if request is None:
        return False
    request.withdrawn_at = now()
    record("erasure_taken_back", by=by, subject_id=user.id)
    return True


def carry_out_erasure(request: ErasureRequest, user: User, *, files: Folder, by: Actor) -> None:
    """Forget somebody, whose request is held; all of it happens in this transaction, or nothing."""
    require(may_anonymise(by, user))
    anonymise(user, request.contributions, files=files, by=by)
    request.done_at = now()
