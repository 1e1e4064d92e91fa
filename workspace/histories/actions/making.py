"""Making a history of a phase, its title and introduction, and showing it to others."""

from collections import defaultdict

from sqlalchemy import exists, select

from workspace.access import Actor, require
from workspace.db import db, now
from workspace.histories import policy
from workspace.histories.actions.telling import tell_history
from workspace.histories.models import ChapterMoment, HistoryChapter, LearningHistory
from workspace.histories.queries.arranging import list_themes, moments_of_phase
from workspace.learning.models import LearningMoment
from workspace.programmes.models import Openness, Phase, Programme

AT_MOST = 1000  # moments with which a history begins


class AlreadyMade(Exception):
    """Somebody made a history of this phase; a phase has one."""


class NothingToPublish(Exception):
    """A history without a chapter tells nothing yet."""


def make_history(
    programme: Programme, phase: Phase, *, title: str, whole_title: str | None, by: Actor
) -> LearningHistory:
    """Return a new history of a phase; raise AlreadyMade. The programme is held.

    With `whole_title` it begins with a chapter for each theme, and one with this title for what is of no
    theme, each with the moments of that phase that its maker sees. Without it, it begins empty.
    """
    require(policy.may_make_history(by, programme.id))
    if db.session.scalar(select(exists().where(LearningHistory.phase_id == phase.id))):
        raise AlreadyMade
    history = LearningHistory(
        programme_id=programme.id, phase_id=phase.id, title=title, made_by_id=by.signed_in_id()
    )
    history.programme, history.phase = programme, phase
    db.session.add(history)
    db.session.flush()  # its chapters and the event need its id
    if whole_title is not None:
        _fill(history, whole_title, by)
    tell_history("history_made", history, by=by)
    return history


def _fill(history: LearningHistory, whole_title: str, by: Actor) -> None:
    query = moments_of_phase(history, by).with_only_columns(LearningMoment.id, LearningMoment.board_id)
    moments: dict[int | None, list[int]] = defaultdict(list)
    for moment_id, board_id in db.session.execute(query.limit(AT_MOST)):
        moments[board_id].append(moment_id)
    chapters: list[tuple[int | None, str]] = [*list_themes(history.programme_id, by)]
    if moments[None]:
        chapters.insert(0, (None, whole_title))
    for position, (board_id, title) in enumerate(chapters):
        chapter = HistoryChapter(history_id=history.id, title=title[:120], position=position)
        db.session.add(chapter)
        db.session.flush()  # its moments need its id
        db.session.add_all(
            ChapterMoment(history_id=history.id, chapter_id=chapter.id, moment_id=number, position=place)
            for place, number in enumerate(moments[board_id])
        )


def edit_history(
    history: LearningHistory, *, title: str, introduction: str, openness: Openness, by: Actor
) -> None:
    """Change the words at the head of a history, and who may read it once it is published."""
    require(policy.may_make_history(by, history.programme_id))
    before = {"title": history.title, "introduction": history.introduction, "openness": history.openness}
    if before == {"title": title, "introduction": introduction, "openness": openness}:
        return
    history.title, history.introduction, history.openness = title, introduction, openness
    tell_history("history_edited", history, by=by, before=before)


def publish_history(history: LearningHistory, *, by: Actor) -> None:
    """Show a history to everybody, or to insiders; raise NothingToPublish. Twice is once."""
    require(policy.may_publish_history(by, history.programme_id))
    if history.published_at is not None:
        return
    if not db.session.scalar(select(exists().where(HistoryChapter.history_id == history.id))):
        raise NothingToPublish
    history.published_at = now()
    is_open = history.openness == Openness.PUBLIC
    tell_history("history_published" if is_open else "partner_history_published", history, by=by)


def unpublish_history(history: LearningHistory, *, by: Actor) -> None:
    """Make a history a draft again, out of the sight of readers. Twice is once."""
    require(policy.may_publish_history(by, history.programme_id))
    if history.published_at is None:
        return
    history.published_at = None
    tell_history("history_unpublished", history, by=by)
