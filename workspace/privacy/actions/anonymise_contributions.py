"""Taking away what somebody wrote, where no work of others hangs on it."""

from functools import partial

from markupsafe import Markup
from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.orm import aliased, joinedload

from workspace.access import Actor, require
from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.comments.actions import remove_comment
from workspace.comments.models import Comment
from workspace.db import change_rows, db, now, when_committed
from workspace.initiatives.models import Initiative, Picture, Support, Update
from workspace.learning.actions.withdrawing import drop_picture, empty_testimonies
from workspace.learning.models import LearningMoment, QuoteConsent, Reflection
from workspace.moderation.models import Report
from workspace.privacy.policy.erasure import may_anonymise
from workspace.reporting.models import ProgrammeReport, ReportSection, ReportState, SectionRemark
from workspace.results.models import Reaction
from workspace.stores import Folder

EMPTY = {"body": "", "body_html": Markup()}


def drop_contributions(user: User, *, files: Folder, by: Actor) -> None:
    """Take away comments, news, moments, reflections, remarks and what they liked.

    What was said in office stays with the organisation that it binds: official answers and advice. A comment
    with answers keeps its place, without words.
    """
    require(may_anonymise(by, user))
    _comments(user)
    _news(user.id, files.folder("pictures"))
    _reflections(user.id)
    _moments(user.id, files.folder("moments"))
    _remarks(user.id)
    _supports(user.id)
    change_rows(delete(Reaction).where(Reaction.user_id == user.id))
    change_rows(update(Report).where(Report.reported_by_id == user.id).values(words=""))


def _comments(user: User) -> None:
    place = joinedload(Comment.initiative).joinedload(Initiative.board).joinedload(Board.programme)
    theirs = Comment.author_id == user.id, Comment.is_official.is_(False)
    shown = select(Comment).where(*theirs, Comment.removed_at.is_(None)).options(place)
    for comment in db.session.scalars(shown.order_by(Comment.id)).all():
        remove_comment(comment, initiative=comment.initiative, by=user.as_actor())
    hidden = {**EMPTY, "version": Comment.version + 1}
    change_rows(update(Comment).where(*theirs, Comment.body != "").values(hidden))


def _news(user_id: int, folder: Folder) -> None:
    theirs = select(Update.id).where(Update.author_id == user_id)
    for name in db.session.scalars(select(Picture.file_name).where(Picture.update_id.in_(theirs))):
        when_committed(partial(folder.drop, name))
    change_rows(delete(Update).where(Update.author_id == user_id))


def _reflections(user_id: int) -> None:
    gone = {**EMPTY, "withdrawn_at": now(), "version": Reflection.version + 1}
    change_rows(update(Reflection).where(Reflection.author_id == user_id).values(gone))


def _moments(user_id: int, folder: Folder) -> None:
    """Empty what they caught, unless others made something of it, or said it and agreed."""
    other = aliased(Reflection)
    reflected = exists().where(
        other.moment_id == LearningMoment.id, other.author_id != user_id, other.withdrawn_at.is_(None)
    )
    quoted = exists().where(
        QuoteConsent.moment_id == LearningMoment.id,
        QuoteConsent.withdrawn_at.is_(None),
        or_(QuoteConsent.user_id != user_id, QuoteConsent.user_id.is_(None)),
    )
    theirs = select(LearningMoment).where(LearningMoment.author_id == user_id, ~reflected, ~quoted)
    for moment in db.session.scalars(theirs.order_by(LearningMoment.id).with_for_update()).all():
        drop_picture(moment, folder=folder)
        empty_testimonies(moment)
        moment.withdrawn_at = moment.withdrawn_at or now()
    db.session.flush()


def _remarks(user_id: int) -> None:
    """Remove what they said of drafts of reports, as long as nobody answered it."""
    drafts = (
        select(ReportSection.id)
        .join(ProgrammeReport, ProgrammeReport.id == ReportSection.report_id)
        .where(ProgrammeReport.state != ReportState.ADOPTED)
    )
    unanswered = SectionRemark.responded_at.is_(None), SectionRemark.section_id.in_(drafts)
    change_rows(delete(SectionRemark).where(SectionRemark.author_id == user_id, *unanswered))


def _supports(user_id: int) -> None:
    supported = select(Support.initiative_id).where(Support.user_id == user_id)
    fewer = {"support_count": Initiative.support_count - 1}
    change_rows(update(Initiative).where(Initiative.id.in_(supported)).values(fewer))
    change_rows(delete(Support).where(Support.user_id == user_id))
