"""What somebody reported, and the words that moderators had for somebody."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select

from workspace.access import Actor, Role
from workspace.boards.models import Board
from workspace.db import db
from workspace.initiatives.models import Case, Initiative, ReportReason, Verdict
from workspace.moderation.models import Report, Warned
from workspace.moderation.queries.things import Thing

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
    initiative_id: int
    title: str
    comment_id: int | None
    update_id: int | None


def find_own_report(thing: Thing, actor: Actor) -> OwnReport | None:
    """Return the last report of this person about a thing, or None."""
    mine = (
        select(Report.reason, Report.reported_at, Report.verdict, Report.handled_at)
        .join(Case, Case.id == Report.case_id)
        .where(Case.about == f"{thing.kind.value}-{thing.number}", Report.reported_by_id == actor.id)
        .order_by(Report.id.desc())
        .limit(1)
    )
    row = db.session.execute(mine).one_or_none()
    return None if row is None else OwnReport._make(row)


def list_unread_words(actor: Actor, *, initiative_id: int | None = None) -> list[Word]:
    """Return the words to this person that they did not mark as read, oldest first."""
    found = _words().where(Warned.user_id == actor.id, Warned.read_at.is_(None))
    if initiative_id is not None:
        found = found.where(Warned.initiative_id == initiative_id)
    return [Word._make(row) for row in db.session.execute(found.limit(WORDS_AT_MOST))]


def _words() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Warned.id, Warned.verdict, Warned.reason, Warned.words, Warned.warned_as, Warned.warned_at,
            Warned.initiative_id, Initiative.title, Warned.comment_id, Warned.update_id,
        )
        .join(Initiative, Initiative.id == Warned.initiative_id)
        .order_by(Warned.id)
    )  # fmt: skip


def get_word_to(word_id: int, actor: Actor) -> Warned:
    """Return a word to this person; raise NoResultFound, also when it is to somebody else."""
    return db.session.scalars(select(Warned).where(Warned.id == word_id, Warned.user_id == actor.id)).one()


def reporters_of(case_id: int) -> list[int]:
    """Return who is to hear what became of a case: who reported it before its last verdict."""
    last = (
        select(Report.reported_by_id)
        .join(Case, Case.id == Report.case_id)
        .where(Report.case_id == case_id, Report.handled_at == Case.handled_at)
    )
    return list(db.session.scalars(last.distinct()))


def moderated_board(case_id: int) -> tuple[int, int]:
    """Return the board and the programme where a case belongs; raise NoResultFound."""
    found = (
        select(Initiative.board_id, Board.programme_id)
        .join(Initiative, Initiative.id == Case.initiative_id)
        .join(Board, Board.id == Initiative.board_id)
        .where(Case.id == case_id)
    )
    board_id, programme_id = db.session.execute(found).one()
    return board_id, programme_id
