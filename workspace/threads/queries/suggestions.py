"""Moments that seem to belong on a thread, or together: for a person to decide, never done by itself."""

from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import desc, select

from workspace.access import Actor
from workspace.db import db
from workspace.learning.models import LearningMoment
from workspace.learning.queries import MomentRow, shown_moments
from workspace.threads.models import DeclinedPair, DeclinedSuggestion, RedThread, ThreadMoment
from workspace.threads.queries.likeness import Group, Like, Likeness
from workspace.threads.queries.threads import find_moments, held_ids

COMPARED = 2_000  # moments of a programme, the newest
FOR_A_THREAD = 5
FOR_A_PROGRAMME = 3
KEPT = 4  # programmes whose texts stay compared in this process


class SuggestedMoment(NamedTuple):
    """A moment that seems to belong on a thread, and the words that say why."""

    card: MomentRow
    words: tuple[str, ...]


class SuggestedGroup(NamedTuple):
    """Moments that seem to belong together, and the words that they share."""

    cards: tuple[MomentRow, ...]
    words: tuple[str, ...]


def suggest_for_thread(thread: RedThread, actor: Actor) -> list[SuggestedMoment]:
    """Return moments that seem to belong on this thread, of those that this person may read.

    None that is on it, and none of which somebody said that it does not belong there.
    """
    texts = _texts(thread.programme_id, actor)
    held = held_ids(thread.id)
    others = [text for number, _, text in texts if number in held]
    name = f"{thread.title}. {thread.sentence}"
    found: list[Like] = _compared(texts).find_like(
        name, others, without=held | _declined(thread.id), at_most=FOR_A_THREAD
    )
    rows = find_moments(thread.programme_id, [like.number for like in found], actor)
    return [SuggestedMoment(rows[like.number], like.words) for like in found if like.number in rows]


def suggest_groups(programme_id: int, actor: Actor) -> list[SuggestedGroup]:
    """Return moments that seem to belong together and are on no thread yet, as a start for a new one."""
    texts = _texts(programme_id, actor)
    taken = _on_some_thread(programme_id)
    among = {number for number, _, _ in texts if number not in taken}
    found: list[Group] = _compared(texts).find_groups(
        among, apart=_declined_pairs(programme_id), at_most=FOR_A_PROGRAMME
    )
    rows = find_moments(programme_id, [number for group in found for number in group.numbers], actor)
    shown = [(tuple(rows[number] for number in group.numbers if number in rows), group) for group in found]
    return [SuggestedGroup(each, group.words) for each, group in shown if len(each) > 1]


def find_by_words(programme_id: int, words: str, actor: Actor, *, without: frozenset[int]) -> list[int]:
    """Return the numbers of moments with these words in some form, the likest first."""
    found = _compared(_texts(programme_id, actor)).find_words(words)
    return [number for number in found if number not in without]


def _texts(programme_id: int, actor: Actor) -> tuple[tuple[int, int, str], ...]:
    """Return number, version and text of the newest moments that this person may read."""
    query = (
        shown_moments(actor)
        .where(LearningMoment.programme_id == programme_id)
        .with_only_columns(LearningMoment.id, LearningMoment.version, LearningMoment.what)
        .order_by(desc(LearningMoment.happened_on), desc(LearningMoment.id))
        .limit(COMPARED)
    )
    return tuple((number, version, text) for number, version, text in db.session.execute(query))


@lru_cache(maxsize=KEPT)
def _compared(texts: tuple[tuple[int, int, str], ...]) -> Likeness:
    # What it is kept by is all that it shows, so that it is never wrong; at worst it is made again.
    return Likeness([(number, text) for number, _, text in texts])


def _declined(thread_id: int) -> frozenset[int]:
    query = select(DeclinedSuggestion.moment_id).where(DeclinedSuggestion.thread_id == thread_id)
    return frozenset(db.session.scalars(query))


def _on_some_thread(programme_id: int) -> frozenset[int]:
    query = (
        select(ThreadMoment.moment_id)
        .join(RedThread, RedThread.id == ThreadMoment.thread_id)
        .where(RedThread.programme_id == programme_id, RedThread.removed_at.is_(None))
    )
    return frozenset(db.session.scalars(query))


def _declined_pairs(programme_id: int) -> frozenset[tuple[int, int]]:
    query = (
        select(DeclinedPair.first_id, DeclinedPair.second_id)
        .join(LearningMoment, LearningMoment.id == DeclinedPair.first_id)
        .where(LearningMoment.programme_id == programme_id)
    )
    return frozenset((first, second) for first, second in db.session.execute(query))
