"""The order of a history while it is changed: which moments stand in which chapter, and where."""

from sqlalchemy import select

from workspace.access import Actor
from workspace.db import db
from workspace.histories.models import ChapterMoment, HistoryChapter, LearningHistory
from workspace.learning.models import LearningMoment
from workspace.learning.queries.sight import shown_moments


class Gone(Exception):
    """What should be moved, or where it should go, is not there any more."""


class Layout:
    """The chapters of a history in order, and in each its moments in order.

    Moments that the one who arranges does not see keep their places; steps go past them.
    """

    def __init__(self, history: LearningHistory, by: Actor) -> None:
        self.history = history
        chapters = select(HistoryChapter).where(HistoryChapter.history_id == history.id)
        ordered = chapters.order_by(HistoryChapter.position, HistoryChapter.id)
        self.chapters = list(db.session.scalars(ordered))
        placed = select(ChapterMoment).where(ChapterMoment.history_id == history.id)
        placed = placed.order_by(ChapterMoment.position, ChapterMoment.moment_id)
        self.rows = {row.moment_id: row for row in db.session.scalars(placed)}
        self.order: dict[int, list[int]] = {chapter.id: [] for chapter in self.chapters}
        for row in self.rows.values():
            self.order[row.chapter_id].append(row.moment_id)
        here = shown_moments(by).where(LearningMoment.programme_id == history.programme_id)
        self.visible = set(db.session.scalars(here.with_only_columns(LearningMoment.id)))

    def chapter_of(self, moment_id: int) -> int:
        """Return the number of the chapter in which a moment stands; raise Gone."""
        if moment_id not in self.rows or moment_id not in self.visible:
            raise Gone
        return self.rows[moment_id].chapter_id

    def put(self, moment_id: int, chapter_id: int, before: int | None = None) -> None:
        """Put a moment in a chapter, before another one or at its end; raise Gone."""
        if moment_id not in self.visible or chapter_id not in self.order:
            raise Gone
        if moment_id == before:
            return
        for moments in self.order.values():
            if moment_id in moments:
                moments.remove(moment_id)
        moments = self.order[chapter_id]
        place = moments.index(before) if before in moments else len(moments)
        moments.insert(place, moment_id)

    def step(self, moment_id: int, *, down: bool) -> bool:
        """Put a moment one place further or back; past the edge of its chapter, into the next; raise Gone.

        Return whether there was such a place.
        """
        chapter_id = self.chapter_of(moment_id)
        seen = [number for number in self.order[chapter_id] if number in self.visible]
        place = seen.index(moment_id)
        if 0 <= (place + 1 if down else place - 1) < len(seen):
            other = seen[place + 1] if down else seen[place - 1]
            moments = self.order[chapter_id]
            moments.remove(moment_id)
            moments.insert(moments.index(other) + (1 if down else 0), moment_id)
            return True
        numbers = [chapter.id for chapter in self.chapters]
        neighbour = numbers.index(chapter_id) + (1 if down else -1)
        if not 0 <= neighbour < len(numbers):
            return False
        into = numbers[neighbour]
        self.put(moment_id, into, before=next(iter(self.order[into]), None) if down else None)
        return True

    def take_out(self, moment_id: int) -> None:
        """Let a moment stand in no chapter; raise Gone."""
        self.order[self.chapter_of(moment_id)].remove(moment_id)

    def save(self) -> None:
        """Store the order."""
        placed = {number for moments in self.order.values() for number in moments}
        for number in self.rows.keys() - placed:
            db.session.delete(self.rows[number])
        for chapter_id, moments in self.order.items():
            for position, number in enumerate(moments):
                row = self.rows.get(number)
                if row is None:
                    row = ChapterMoment(history_id=self.history.id, moment_id=number)
                    db.session.add(row)
                row.chapter_id, row.position = chapter_id, position
        for position, chapter in enumerate(self.chapters):
            if chapter.position != position:
                chapter.position = position
