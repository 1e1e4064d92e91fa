"""What became of asking the person quoted."""

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload

from workspace.access import Actor
from workspace.accounts.models import User, hash_of
from workspace.boards.models import Board
from workspace.db import db
from workspace.initiatives.models import Initiative
from workspace.learning.models import LearningMoment, MomentPicture, QuoteConsent, Testimony

# What telling of a moment needs.
PLACE = (
    contains_eager(QuoteConsent.moment).contains_eager(LearningMoment.programme),
    contains_eager(QuoteConsent.moment).contains_eager(LearningMoment.board).contains_eager(Board.programme),
    contains_eager(QuoteConsent.moment)
    .contains_eager(LearningMoment.initiative)
    .contains_eager(Initiative.board)
    .contains_eager(Board.programme),
    contains_eager(QuoteConsent.moment)
    .joinedload(LearningMoment.author)
    .load_only(User.name, User.email, raiseload=True),
    contains_eager(QuoteConsent.moment).joinedload(LearningMoment.organisation),
)


def get_consent_by_key(key: str, *, to_change: bool = False) -> QuoteConsent:
    """Return the consent that this secret link is for, with its moment; raise NoResultFound.

    Having the key is the right to see it. `to_change` holds both, so that two tabs take turns.
    """
    return _one(_consents().where(QuoteConsent.key_hash == hash_of(key)), to_change)


def get_consent_asked_of(moment_id: int, seen_by: Actor, *, to_change: bool = False) -> QuoteConsent:
    """Return the consent that this person was asked for by account; raise NoResultFound for all others."""
    asked = (QuoteConsent.moment_id == moment_id, QuoteConsent.user_id == seen_by.signed_in_id())
    return _one(_consents().where(*asked), to_change)


def _consents() -> Select[QuoteConsent]:
    return (
        select(QuoteConsent)
        .join(QuoteConsent.moment)
        .join(LearningMoment.programme)
        .outerjoin(LearningMoment.initiative)
        .outerjoin(LearningMoment.board)
        .options(*PLACE)
    )


def _one(query: Select[QuoteConsent], to_change: bool) -> QuoteConsent:
    if to_change:
        query = query.with_for_update(of=(LearningMoment, QuoteConsent))
        query = query.execution_options(populate_existing=True)
    return db.session.scalars(query).one()


def find_consent(moment: LearningMoment) -> QuoteConsent | None:
    """Return what became of asking about a moment that is in sight, with who was asked, or None."""
    query = select(QuoteConsent).where(QuoteConsent.moment_id == moment.id)
    people = (joinedload(QuoteConsent.user), joinedload(QuoteConsent.entered_by))
    return db.session.scalar(query.options(*people).execution_options(populate_existing=True))


def find_person(email: str) -> int | None:
    """Return the number of the account with this address, if somebody confirmed that it is theirs."""
    return db.session.scalar(select(User.id).where(User.email == email, User.confirmed_at.is_not(None)))


def name_of_author(moment: LearningMoment) -> str:
    """Return the name of who caught a moment, for the person quoted, whom they know."""
    return db.session.scalars(select(User.name).where(User.id == moment.author_id)).one()


def find_coordinator(moment: LearningMoment) -> tuple[int, str] | None:
    """Return number and name of who runs the initiative of a moment and has an account, or None."""
    if moment.initiative is None or moment.initiative.coordinator_id is None:
        return None
    person = select(User.id, User.name).where(
        User.id == moment.initiative.coordinator_id, User.confirmed_at.is_not(None)
    )
    found = db.session.execute(person).one_or_none()
    return (found[0], found[1]) if found else None


def list_picture_files(moment_id: int) -> list[str]:
    """Return the names of all files with pictures of a moment, also those in adopted reports."""
    of_moment = select(MomentPicture.file_name).where(MomentPicture.moment_id == moment_id)
    in_reports = select(Testimony.file_name).where(
        Testimony.moment_id == moment_id, Testimony.file_name.is_not(None), Testimony.file_name != ""
    )
    return [name for name in db.session.scalars(of_moment.union(in_reports)) if name]
