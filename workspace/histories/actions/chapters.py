"""The chapters of a history: their titles and stories."""

from sqlalchemy import func, select

from workspace.access import Actor, require
from workspace.db import db
from workspace.histories import policy
from workspace.histories.actions.telling import tell_history
from workspace.histories.models import HistoryChapter, LearningHistory


def add_chapter(history: LearningHistory, *, title: str, story: str, by: Actor) -> HistoryChapter:
    """Return a new chapter at the end of a history, which is held."""
    require(policy.may_make_history(by, history.programme_id))
    last = select(func.max(HistoryChapter.position)).where(HistoryChapter.history_id == history.id)
    position = (db.session.scalar(last) or 0) + 1
    chapter = HistoryChapter(history_id=history.id, title=title, story=story, position=position)
    db.session.add(chapter)
    db.session.flush()  # the event tells which
    tell_history("chapter_added", history, by=by, chapter=chapter.id, title=title)
    return chapter


def edit_chapter(
    chapter: HistoryChapter, history: LearningHistory, *, title: str, story: str, by: Actor
) -> None:
    """Change the words of a chapter; the event keeps those from before."""
    require(policy.may_make_history(by, history.programme_id))
    before = {"title": chapter.title, "story": chapter.story}
    if before == {"title": title, "story": story}:
        return
    chapter.title, chapter.story = title, story
    tell_history("chapter_edited", history, by=by, chapter=chapter.id, before=before)


def remove_chapter(chapter: HistoryChapter, history: LearningHistory, *, by: Actor) -> None:
    """Take a chapter out of a history; its moments can be placed again."""
    require(policy.may_make_history(by, history.programme_id))
    before = {"title": chapter.title, "story": chapter.story}
    db.session.delete(chapter)
    tell_history("chapter_removed", history, by=by, chapter=chapter.id, before=before)
