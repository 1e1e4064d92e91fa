"""What is done when somebody takes along what is kept about them."""

from workspace.access import Actor, require
from workspace.accounts.models import User
from workspace.audit.actions import note
from workspace.privacy.policy.erasure import may_have_own_data


def note_fetched_own_data(user: User, *, by: Actor) -> None:
    """Let the trail keep that somebody took along all that is kept about them."""
    require(may_have_own_data(by, user))
    note("own_data.fetched", by=by, subject_id=user.id)
