"""Who follows what: by choice, or because of what they do there. Each a query of event and person."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import aliased

from workspace.activity.models import Event
from workspace.boards.models import BoardMember
from workspace.comments.models import Comment
from workspace.following.models import Follow, FollowedKind, Why
from workspace.initiatives.models import Initiative, Participation, Support
from workspace.organisations.queries import current

# Event and person; the events are chosen by the caller.
Arm = Select[*tuple[Any, ...]]


def _own(person: Any) -> Arm:
    return select(Event.id, person).join(Initiative, Initiative.id == Event.initiative_id)


def _made(day: date) -> Arm:
    return _own(Initiative.created_by_id)


def _coordinates(day: date) -> Arm:
    return _own(Initiative.coordinator_id)


def _of_initiative(table: Any, person: Any) -> Arm:
    """Who was there already when it happened: nobody is told of what came before them."""
    there = and_(table.initiative_id == Event.initiative_id, table.created_at <= Event.happened_at)
    return select(Event.id, person).join(table, there)


def _joined(day: date) -> Arm:
    return _of_initiative(Participation, Participation.user_id)


def _supported(day: date) -> Arm:
    return _of_initiative(Support, Support.user_id)


def _commented(day: date) -> Arm:
    return _of_initiative(Comment, Comment.author_id).where(Comment.removed_at.is_(None)).distinct()


def _chose(kind: FollowedKind, subject: Any) -> Arm:
    chosen = and_(
        Follow.kind == kind,
        Follow.subject_id == subject,
        Follow.wants == true(),
        Follow.chosen_at <= Event.happened_at,
    )
    return select(Event.id, Follow.user_id).join(Follow, chosen)


def _follows_initiative(day: date) -> Arm:
    return _chose(FollowedKind.INITIATIVE, Event.initiative_id)


def _follows_board(day: date) -> Arm:
    return _chose(FollowedKind.BOARD, Event.board_id)


def _works_on_board(day: date) -> Arm:
    mine = and_(BoardMember.board_id == Event.board_id, current(BoardMember, day))
    return select(Event.id, BoardMember.user_id).join(BoardMember, mine)


def _follows_programme(day: date) -> Arm:
    return _chose(FollowedKind.PROGRAMME, Event.programme_id)


def _follows_organisation(day: date) -> Arm:
    """Who follows the organisation that an initiative is of, or that the event names."""
    its = aliased(Initiative)
    owner = (
        select(func.coalesce(its.carried_by_id, its.organisation_id))
        .where(its.id == Event.initiative_id)
        .scalar_subquery()
    )
    return _chose(FollowedKind.ORGANISATION, func.coalesce(owner, Event.details["organisation"].as_integer()))


FOLLOWERS: Mapping[Why, tuple[Callable[[date], Arm], ...]] = {
    Why.OWN: (_made, _coordinates),
    Why.JOINED: (_joined,),
    Why.SUPPORTED: (_supported,),
    Why.COMMENTED: (_commented,),
    Why.INITIATIVE: (_follows_initiative,),
    Why.BOARD: (_follows_board, _works_on_board),
    Why.PROGRAMME: (_follows_programme,),
    Why.ORGANISATION: (_follows_organisation,),
}


def is_silenced(person: ColumnElement[Any], rank: ColumnElement[Any], ranks: Mapping[Why, int]) -> Any:
    """Return the condition that somebody said not to want this.

    No to an initiative silences all that happens there, however it would come; no to a board silences what
    would come because they follow its programme or work on it. What is addressed to them comes all the same.
    """
    by_place: Collection[ColumnElement[bool]] = (
        and_(Follow.kind == FollowedKind.INITIATIVE, Follow.subject_id == Event.initiative_id),
        and_(
            Follow.kind == FollowedKind.BOARD,
            Follow.subject_id == Event.board_id,
            rank.in_([ranks[Why.BOARD], ranks[Why.PROGRAMME]]),
        ),
    )
    no = select(Follow.id).where(Follow.user_id == person, Follow.wants == false(), or_(*by_place))
    return and_(rank != ranks[Why.ADDRESSED], no.correlate_except(Follow).exists())
