"""What somebody reported, and the words that moderators had for somebody."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Select, case, or_, select
from sqlalchemy.orm import contains_eager

from workspace.access import Actor, Role
from workspace.accounts.models import User
from workspace.db import db
from workspace.initiatives.models import Case, Initiative, ReportReason, Verdict
from workspace.learning.models import LearningMoment
from workspace.moderation.models import Report, Warned
from workspace.moderation.queries.learned import Reported

WORDS_AT_MOST = 20


class OwnReport(NamedTuple):
    """What somebody said was wrong with a thing, and what became of it."""

    reason: ReportReason
    reported_at: datetime
    verdict: Verdict | None
    handled_at: datetime | None


class Word(NamedTuple):
    """A word to an author, as they read it: from which role, never who reported it."""

    id: int
    verdict: Verdict
    reason: ReportReason | None
    words: str
    role: Role
    moment: datetime
    initiative_id: int | None
    title: str | None
    comment_id: int | None
    update_id: int | None
    behalf_of: str | None  # who said it, when this reader entered it for somebody without an account
    moment_id: int | None
    happened_on: date | None  # of the moment


def find_own_report(thing: Reported, actor: Actor) -> OwnReport | None:
    """Return the last report of this person about a thing, or None."""
    mine = (
        select(Report.reason, Report.reported_at, Report.verdict, Report.handled_at)
        .join(Case, Case.id == Report.case_id)
        .where(Case.about == thing.about, Report.reported_by_id == actor.id)
        .order_by(Report.id.desc())
        .limit(1)
    )
    row = db.session.execute(mine).one_or_none()
    return None if row is None else OwnReport._make(row)


def list_unread_words(actor: Actor, *, initiative_id: int | None = None) -> list[Word]:
    """Return the words to this person that nobody marked as read yet, oldest first.

    What was entered for somebody without an account is told to the worker who entered it (N14).
    """
    found = _to(actor).with_only_columns(
        Warned.id, Warned.verdict, Warned.reason, Warned.words, Warned.warned_as, Warned.warned_at,
        Warned.initiative_id, Initiative.title, Warned.comment_id, Warned.update_id,
        case((User.entered_by_id == actor.id, User.name)), Warned.moment_id, LearningMoment.happened_on,
    )  # fmt: skip
    found = found.outerjoin(Initiative, Initiative.id == Warned.initiative_id)
    found = found.outerjoin(LearningMoment, LearningMoment.id == Warned.moment_id)
    found = found.where(Warned.read_at.is_(None))
    if initiative_id is not None:
        found = found.where(Warned.initiative_id == initiative_id)
    rows = db.session.execute(found.order_by(Warned.id).limit(WORDS_AT_MOST))
    return [Word._make(row) for row in rows]


def get_word_to(word_id: int, actor: Actor) -> Warned:
    """Return a word to this person; raise NoResultFound, also when it is to somebody else."""
    found = _to(actor).where(Warned.id == word_id).options(contains_eager(Warned.author))
    return db.session.scalars(found).one()


def _to(actor: Actor) -> Select[Warned]:
    mine = or_(Warned.user_id == actor.id, User.entered_by_id == actor.id)
    return select(Warned).join(Warned.author).where(mine)
