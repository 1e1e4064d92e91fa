"""Threads for tests, made by a plain function."""

from typing import Any

from tests import cast
from workspace.accounts.models import User
from workspace.programmes.models import Programme
from workspace.threads.models import RedThread, ThreadMoment


def make_thread(programme: Programme, by: User, *moments: Any, **facts: Any) -> RedThread:
    """Store a red thread with these moments."""
    facts.setdefault("title", "Wie de sleutel heeft")
    facts.setdefault("sentence", "De beheerder bepaalt wie er in mag.")
    thread = cast.save(RedThread(programme_id=programme.id, made_by_id=by.id, **facts))
    for moment in moments:
        cast.save(ThreadMoment(thread_id=thread.id, moment_id=moment.id, added_by_id=by.id))
    return thread
