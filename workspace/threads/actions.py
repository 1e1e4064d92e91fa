"""Making red threads, and deciding which moments belong on them (N26)."""

from collections.abc import Iterable
from itertools import combinations

from sqlalchemy import delete, select
from sqlalchemy.exc import NoResultFound

from workspace.access import Actor, require
from workspace.activity.actions import record
from workspace.db import db, now
from workspace.programmes.models import Openness, Programme
from workspace.threads import policy
from workspace.threads.models import DeclinedPair, DeclinedSuggestion, RedThread, ThreadMoment
from workspace.threads.queries.threads import ON_A_THREAD, held_ids, readable_ids


class ThreadFull(Exception):
    """More moments than a thread holds."""


def make_thread(
    programme: Programme,
    *,
    title: str,
    sentence: str,
    openness: Openness,
    moment_ids: Iterable[int],
    by: Actor,
) -> RedThread:
    """Add a red thread with those of these moments that this person may read; raise ThreadFull."""
    require(policy.may_arrange_threads(by, programme.id))
    thread = RedThread(
        programme_id=programme.id,
        title=title,
        sentence=sentence,
        openness=openness,
        made_by_id=by.signed_in_id(),
    )
    db.session.add(thread)
    db.session.flush()  # its moments and the event need its id
    _hold(thread, readable_ids(programme.id, moment_ids, by), by)
    _note("thread_made", thread, by=by)
    return thread


def edit_thread(thread: RedThread, *, title: str, sentence: str, openness: Openness, by: Actor) -> None:
    """Let a thread say this from now on. It is held."""
    require(policy.may_arrange_threads(by, thread.programme_id))
    if (title, sentence, openness) == (thread.title, thread.sentence, thread.openness):
        return
    thread.title, thread.sentence, thread.openness = title, sentence, openness
    _note("thread_edited", thread, by=by)


def remove_thread(thread: RedThread, *, by: Actor) -> None:
    """Take a thread out of sight; its moments stay. It is held."""
    require(policy.may_arrange_threads(by, thread.programme_id))
    thread.removed_at = now()
    _note("thread_removed", thread, by=by)


def put_moments_on(thread: RedThread, moment_ids: Iterable[int], *, by: Actor) -> int:
    """Put moments on a thread that is held, and return how many were not on it yet.

    Raise NoResultFound when this person may read none of them, ThreadFull when they are too many.
    """
    require(policy.may_arrange_threads(by, thread.programme_id))
    readable = readable_ids(thread.programme_id, moment_ids, by)
    if not readable:
        raise NoResultFound
    return _hold(thread, readable, by)


def take_moment_off(thread: RedThread, moment_id: int, *, by: Actor) -> None:
    """Take a moment off a thread that is held: it does not belong there, and is not suggested there again."""
    require(policy.may_arrange_threads(by, thread.programme_id))
    held = db.session.get(ThreadMoment, (thread.id, moment_id))
    if held is None:
        return  # somebody was first
    db.session.delete(held)
    _decline(thread, moment_id, by)
    _note("thread_moment_taken_off", thread, by=by, moment_id=moment_id)


def decline_moment(thread: RedThread, moment_id: int, *, by: Actor) -> None:
    """Say that a suggested moment does not belong on a thread that is held; raise NoResultFound.

    When somebody put it on meanwhile, it stays there.
    """
    require(policy.may_arrange_threads(by, thread.programme_id))
    if not readable_ids(thread.programme_id, [moment_id], by):
        raise NoResultFound
    if moment_id not in held_ids(thread.id):
        _decline(thread, moment_id, by)


def decline_group(programme: Programme, moment_ids: Iterable[int], *, by: Actor) -> None:
    """Say that moments do not belong together, any two of them. The programme is held; NoResultFound."""
    require(policy.may_arrange_threads(by, programme.id))
    numbers = readable_ids(programme.id, moment_ids, by)
    if len(numbers) < 2:
        raise NoResultFound
    within = (DeclinedPair.first_id.in_(numbers), DeclinedPair.second_id.in_(numbers))
    rows = db.session.execute(select(DeclinedPair.first_id, DeclinedPair.second_id).where(*within))
    known = {(first, second) for first, second in rows}
    for first, second in combinations(numbers, 2):
        if (first, second) not in known:
            who = by.signed_in_id()
            db.session.add(DeclinedPair(first_id=first, second_id=second, declined_by_id=who))


def _hold(thread: RedThread, moment_ids: list[int], by: Actor) -> int:
    held = held_ids(thread.id)
    added = [number for number in moment_ids if number not in held]
    if len(held) + len(added) > ON_A_THREAD:
        raise ThreadFull
    for number in added:
        db.session.add(ThreadMoment(thread_id=thread.id, moment_id=number, added_by_id=by.signed_in_id()))
        _note("thread_moment_put_on", thread, by=by, moment_id=number)
    declined = DeclinedSuggestion.thread_id == thread.id, DeclinedSuggestion.moment_id.in_(added)
    db.session.execute(delete(DeclinedSuggestion).where(*declined))
    return len(added)


def _decline(thread: RedThread, moment_id: int, by: Actor) -> None:
    if db.session.get(DeclinedSuggestion, (thread.id, moment_id)) is None:
        who = by.signed_in_id()
        db.session.add(DeclinedSuggestion(thread_id=thread.id, moment_id=moment_id, declined_by_id=who))


def _note(verb: str, thread: RedThread, *, by: Actor, moment_id: int | None = None) -> None:
    record(
        verb,
        by=by,
        programme_id=thread.programme_id,
        subject_id=moment_id,
        thread=thread.id,
        title=thread.title,
    )
