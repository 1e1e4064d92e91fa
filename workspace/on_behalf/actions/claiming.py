"""Claiming with a code on paper: what was entered for somebody becomes theirs, once."""

from collections.abc import Sequence

from sqlalchemy import and_, delete, or_, select, update

from workspace.access import Actor, require
from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.clocks.models import ResponseClock
from workspace.comments.models import Comment
from workspace.consents.actions import note_consent
from workspace.consents.models import ConsentFor, ConsentHow
from workspace.db import change_rows, db, now
from workspace.initiatives.actions.coordinating import take_over_initiative
from workspace.initiatives.actions.telling import tell
from workspace.initiatives.models import Initiative, Support
from workspace.initiatives.queries.sight import RIGHTS
from workspace.on_behalf import policy
from workspace.on_behalf.actions.entering import NAMELESS
from workspace.on_behalf.models import ClaimCode, OnBehalf
from workspace.on_behalf.queries import CodeRow


class CodeGone(Exception):
    """The code was used, or a new one was made, before this was sent."""


def claim(person: User, code: CodeRow, *, by: Actor) -> int:
    """Give all that was entered for a person, who is held, to whoever has the code; return how much it was.

    Raise CodeGone when somebody was first. What remains of the person on paper is a row without a name.
    """
    require(policy.may_claim(by, person))
    _use_up(code, by)
    me = by.signed_in_id()
    initiatives = _hold_initiatives(person.id)
    doubles = _supports(person.id, me)
    _comments(person.id, me)
    for initiative in initiatives:
        _initiative(initiative, person, by)
        tell("contribution_claimed", initiative, by=by, supports=-int(initiative.id in doubles))
    _questions(person.id, [each.id for each in initiatives if each.created_by_id == me], me)
    _agree(person.id, by)
    person.name = NAMELESS
    return len(initiatives)


def _agree(person_id: int, by: Actor) -> None:
    """Write down that they took it over themselves: from now on it is their own yes that counts."""
    for entered_id in db.session.scalars(select(OnBehalf.id).where(OnBehalf.person_id == person_id)):
        note_consent(
            ConsentFor.ON_BEHALF,
            "on_behalf",
            entered_id,
            given=True,
            how=ConsentHow.SELF,
            person_id=by.signed_in_id(),
            by=by,
        )


def _use_up(code: CodeRow, by: Actor) -> None:
    use = (
        update(ClaimCode)
        .where(
            ClaimCode.person_id == code.person_id,
            ClaimCode.code_hash == code.code_hash,
            ClaimCode.claimed_at.is_(None),
        )
        .values(claimed_by_id=by.signed_in_id(), claimed_at=now())
    )
    if not change_rows(use):
        raise CodeGone


def _hold_initiatives(person_id: int) -> Sequence[Initiative]:
    """Return the initiatives with something of this person, always held in the same order."""
    touched = select(OnBehalf.initiative_id).where(OnBehalf.person_id == person_id)
    query = select(Initiative).join(Initiative.board).join(Board.programme)
    query = query.where(Initiative.id.in_(touched)).options(*RIGHTS).order_by(Initiative.id)
    held = query.with_for_update(of=Initiative).execution_options(populate_existing=True)
    return db.session.scalars(held).all()


def _initiative(initiative: Initiative, person: User, by: Actor) -> None:
    """Make an idea theirs; they coordinate it too, unless somebody else does by now."""
    if initiative.created_by_id != person.id:
        return
    initiative.created_by_id = by.signed_in_id()
    if initiative.coordinator_id in {None, person.entered_by_id}:
        take_over_initiative(initiative, asked_id=by.signed_in_id(), by=by)


def _comments(person_id: int, me: int) -> None:
    theirs = update(Comment).where(Comment.author_id == person_id).values(author_id=me)
    change_rows(theirs)


def _questions(person_id: int, ideas: Sequence[int], me: int) -> None:
    """Let them be who asks what their ideas ask by themselves; the worker did so until now."""
    theirs = ResponseClock.initiative_id.in_(ideas), ResponseClock.comment_id.is_(None)
    asked = update(ResponseClock).where(or_(and_(*theirs), ResponseClock.asked_by_id == person_id))
    raised = {"asked_by_id": me, "version": ResponseClock.version + 1}
    change_rows(asked.values(raised))


def _supports(person_id: int, me: int) -> set[int]:
    """Give their supports on, and return the initiatives that they support twice by that: one goes."""
    mine = select(Support.initiative_id).where(Support.user_id == me)
    twice = select(Support.initiative_id).where(Support.user_id == person_id, Support.initiative_id.in_(mine))
    doubles = set(db.session.scalars(twice))
    gone = delete(Support).where(Support.user_id == person_id, Support.initiative_id.in_(doubles))
    rest = update(Support).where(Support.user_id == person_id).values(user_id=me)
    change_rows(gone)
    change_rows(rest)
    return doubles
