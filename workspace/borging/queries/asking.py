"""Which claims have passed their last day, and who is to be asked whether they still hold."""

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import case, exists, or_, select

from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.boards.queries.actors import current
from workspace.borging.models import AspectCode, BorgingAspect
from workspace.borging.models.rules import CLAIMS
from workspace.db import db
from workspace.initiatives.models import Initiative, Stage, Visibility
from workspace.organisations.models import Membership, Organisation
from workspace.programmes.models import Openness, Partner, Programme
from workspace.times import today

AT_ONCE = 500  # claims; the others wait for the next hour


class StaleClaim(NamedTuple):
    """A claim that nobody was asked about since it passed its last day."""

    aspect_id: int
    code: AspectCode
    initiative_id: int
    title: str
    organisation_id: int
    organisation: str
    person_id: int | None
    owner_id: int | None


class Addressee(NamedTuple):
    """Somebody who belongs to an organisation, and how to write to them."""

    user_id: int
    represents: bool
    email: str
    locale: str


def list_unasked() -> list[StaleClaim]:
    """Return the stale claims that nobody was asked about yet, the oldest first.

    Of an initiative that is for partners only, those of organisations that take part today; its owner is
    named when it does.
    """
    everybody_sees = (
        (Initiative.visibility == Visibility.PUBLIC)
        & (Board.openness == Openness.PUBLIC)
        & (Programme.openness == Openness.PUBLIC)
    )
    takes_part, owner_takes_part = (
        exists().where(
            Partner.programme_id == Board.programme_id,
            Partner.organisation_id == organisation,
            current(Partner, today()),
        )
        for organisation in (BorgingAspect.organisation_id, Initiative.owner_id)
    )
    owner = case((or_(everybody_sees, owner_takes_part), Initiative.owner_id))
    query = (
        select(
            BorgingAspect.id,
            BorgingAspect.code,
            Initiative.id,
            Initiative.title,
            Organisation.id,
            Organisation.name,
            BorgingAspect.person_id,
            owner,
        )
        .join(Initiative, Initiative.id == BorgingAspect.initiative_id)
        .join(Board, Board.id == Initiative.board_id)
        .join(Programme, Programme.id == Board.programme_id)
        .join(Organisation, Organisation.id == BorgingAspect.organisation_id)
        .where(
            BorgingAspect.state.in_(CLAIMS),
            BorgingAspect.valid_until < today(),
            or_(BorgingAspect.asked_on.is_(None), BorgingAspect.asked_on <= BorgingAspect.valid_until),
            Initiative.stage.not_in([stage for stage in Stage if stage.is_end]),
            Initiative.visibility != Visibility.DRAFT,
            or_(everybody_sees, takes_part),
        )
        .order_by(BorgingAspect.valid_until, BorgingAspect.id)
        .limit(AT_ONCE)
    )
    return [StaleClaim(*row) for row in db.session.execute(query)]


def list_addressees(organisation_ids: Collection[int]) -> dict[int, list[Addressee]]:
    """Return who belongs to each of these organisations today."""
    query = (
        select(Membership.organisation_id, User.id, Membership.represents, User.email, User.locale)
        .join(User, User.id == Membership.user_id)
        .where(
            Membership.organisation_id.in_(organisation_ids),
            current(Membership, today()),
            User.confirmed_at.is_not(None),
        )
        .order_by(User.id)
    )
    found: dict[int, list[Addressee]] = defaultdict(list)
    for organisation_id, user_id, represents, email, locale in db.session.execute(query):
        found[organisation_id].append(Addressee(user_id, represents, email, locale))
    return found
