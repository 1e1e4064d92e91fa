"""Putting the moments and the chapters of a history in order. The history is held by who calls."""

from workspace.access import Actor, require
from workspace.histories import policy
from workspace.histories.actions.layout import Gone, Layout
from workspace.histories.actions.telling import tell_history
from workspace.histories.models import LearningHistory


def place_moment(
    history: LearningHistory, moment_id: int, *, chapter_id: int, before: int | None = None, by: Actor
) -> None:
    """Put a moment in a chapter, before another moment or at its end; raise Gone."""
    require(policy.may_make_history(by, history.programme_id))
    layout = Layout(history, by)
    layout.put(moment_id, chapter_id, before)
    _save(layout, by, moment=moment_id, chapter=chapter_id)


def place_before(history: LearningHistory, moment_id: int, *, other_id: int, by: Actor) -> None:
    """Put a moment where another one stands, which moves up; raise Gone."""
    require(policy.may_make_history(by, history.programme_id))
    layout = Layout(history, by)
    chapter_id = layout.chapter_of(other_id)
    layout.put(moment_id, chapter_id, other_id)
    _save(layout, by, moment=moment_id, chapter=chapter_id)


def step_moment(history: LearningHistory, moment_id: int, *, down: bool, by: Actor) -> bool:
    """Put a moment one place further or back; past the edge of its chapter, into the next; raise Gone.

    Return False when it stands at the very beginning or end: nothing changes then.
    """
    require(policy.may_make_history(by, history.programme_id))
    layout = Layout(history, by)
    moves = layout.step(moment_id, down=down)
    if moves:
        _save(layout, by, moment=moment_id)
    return moves


def take_out_moment(history: LearningHistory, moment_id: int, *, by: Actor) -> None:
    """Let a moment stand in no chapter of this history; raise Gone."""
    require(policy.may_make_history(by, history.programme_id))
    layout = Layout(history, by)
    layout.take_out(moment_id)
    _save(layout, by, moment=moment_id, chapter=None)


def step_chapter(history: LearningHistory, chapter_id: int, *, down: bool, by: Actor) -> bool:
    """Put a chapter one place further or back; raise Gone. Return False when there is no such place."""
    require(policy.may_make_history(by, history.programme_id))
    layout = Layout(history, by)
    place = _place_of(layout, chapter_id)
    to = place + (1 if down else -1)
    if not 0 <= to < len(layout.chapters):
        return False
    _move_chapter(layout, place, to)
    _save(layout, by, chapter=chapter_id)
    return True


def put_chapter(history: LearningHistory, chapter_id: int, *, at: int, by: Actor) -> None:
    """Put a chapter where the chapter with number `at` stands; raise Gone."""
    require(policy.may_make_history(by, history.programme_id))
    layout = Layout(history, by)
    _move_chapter(layout, _place_of(layout, chapter_id), _place_of(layout, at))
    _save(layout, by, chapter=chapter_id)


def put_chapter_by(history: LearningHistory, chapter_id: int, *, moment_id: int, by: Actor) -> None:
    """Put a chapter where the chapter of this moment stands; raise Gone."""
    require(policy.may_make_history(by, history.programme_id))
    layout = Layout(history, by)
    at = layout.chapter_of(moment_id)
    _move_chapter(layout, _place_of(layout, chapter_id), _place_of(layout, at))
    _save(layout, by, chapter=chapter_id)


def _place_of(layout: Layout, chapter_id: int) -> int:
    numbers = [chapter.id for chapter in layout.chapters]
    if chapter_id not in numbers:
        raise Gone
    return numbers.index(chapter_id)


def _move_chapter(layout: Layout, place: int, to: int) -> None:
    chapter = layout.chapters.pop(place)
    layout.chapters.insert(to, chapter)


def _save(layout: Layout, by: Actor, **details: int | None) -> None:
    layout.save()
    tell_history("history_arranged", layout.history, by=by, **details)
