"""Entering an idea, a support or a comment for somebody who does not come online (N14)."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import uuid4

from workspace.access import Actor, require
from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.comments.actions import post_comment
from workspace.consents.actions import note_consent
from workspace.consents.models import ConsentFor, ConsentHow
from workspace.db import db
from workspace.initiatives.actions import post_initiative, support_initiative
from workspace.initiatives.models import Initiative
from workspace.on_behalf import policy
from workspace.on_behalf.actions.codes import renew_code
from workspace.on_behalf.models import Contribution, OnBehalf, ReceivedHow
from workspace.on_behalf.queries import get_person_to_change, made_on

NOWHERE = "op-papier.invalid"  # a domain that never exists (RFC 2606): mail to it reaches nobody
NAMELESS = "Een inwoner"  # on screen, in both languages: it stands where names stand


class NoConsent(ValueError):
    """The person did not say that it may be placed."""


@dataclass(frozen=True)
class Whom:
    """For whom: somebody this worker entered before, or somebody new, by a first name or none."""

    person_id: int | None = None
    name: str = ""


@dataclass(frozen=True)
class Told:
    """How the worker came to know it, and on which day the person agreed that it is placed."""

    received: ReceivedHow
    consent_on: date
    agreed: bool

    def __post_init__(self) -> None:
        if not self.agreed:
            raise NoConsent


@dataclass(frozen=True)
class Idea:
    """What somebody wants to do."""

    title: str
    summary: str
    for_whom: str = ""
    place: str = ""


class Entered(NamedTuple):
    """For whom, whether it is new, and the code on paper when the person had none yet."""

    person_id: int
    is_new: bool
    code: str | None


def enter_idea(board: Board, *, idea: Idea, whom: Whom, told: Told, by: Actor) -> Entered:
    """Post an initiative of a resident on paper; the worker coordinates it until it is claimed.

    Raise NoResultFound when `whom` is nobody of this worker, or has it on their own account by now.
    """
    require(policy.may_enter_idea(by, board))
    person = _person(whom, by)
    initiative = post_initiative(
        board,
        title=idea.title,
        summary=idea.summary,
        for_whom=idea.for_whom,
        place=idea.place,
        for_person=person,
        by=by,
    )
    return _note(Contribution.IDEA, initiative, person, told, by)


def enter_comment(initiative: Initiative, *, body: str, whom: Whom, told: Told, by: Actor) -> Entered:
    """Say in public what a person on paper said; NoResultFound as for an idea."""
    require(policy.may_enter_comment(by, initiative))
    person = _person(whom, by)
    comment = post_comment(initiative, body=body, for_person=person, by=by)
    return _note(Contribution.COMMENT, initiative, person, told, by, comment.id)


def enter_support(initiative: Initiative, *, whom: Whom, told: Told, by: Actor) -> Entered:
    """Count a person on paper among those who want this; a second time changes nothing."""
    require(policy.may_enter_support(by, initiative))
    person = _person(whom, by)
    if not support_initiative(initiative, for_person=person, by=by):
        return Entered(person.id, False, None)
    return _note(Contribution.SUPPORT, initiative, person, told, by)


def _person(whom: Whom, by: Actor) -> User:
    if whom.person_id is not None:
        return get_person_to_change(whom.person_id, seen_by=by)
    person = User(
        email=f"{uuid4().hex}@{NOWHERE}", name=whom.name or NAMELESS, entered_by_id=by.signed_in_id()
    )
    db.session.add(person)
    db.session.flush()  # what is entered needs the id
    return person


def _note(
    kind: Contribution,
    initiative: Initiative,
    person: User,
    told: Told,
    by: Actor,
    comment_id: int | None = None,
) -> Entered:
    _, organisation_id = by.hat(initiative.programme_id, initiative.board_id)
    entered = OnBehalf(
        person_id=person.id,
        initiative_id=initiative.id,
        comment_id=comment_id,
        kind=kind,
        received=told.received,
        consent_on=told.consent_on,
        entered_by_id=by.signed_in_id(),
        organisation_id=organisation_id,
    )
    db.session.add(entered)
    db.session.flush()  # the rights to a code follow from what was entered
    note_consent(
        ConsentFor.ON_BEHALF,
        "on_behalf",
        entered.id,
        given=True,
        how=ConsentHow.PAPER if told.received == ReceivedHow.PAPER else ConsentHow.SPOKEN,
        person_id=person.id,
        said_on=told.consent_on,
        by=by,
    )
    code = None if made_on(person.id) else renew_code(person, by=by)
    return Entered(person.id, True, code)
