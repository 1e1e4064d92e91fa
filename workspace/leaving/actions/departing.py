"""Announcing that somebody leaves, changing that, and taking it back.

Roles end with dates: an announcement gives each role within it its last day, and taking it back gives the day
back that stood there before. Nothing is set that others changed meanwhile, and no role is made longer.
"""

from datetime import date

from workspace.access import Actor, require
from workspace.activity.actions import record
from workspace.boards.actions.working_group import end_board_member, resume_board_member
from workspace.boards.models import BoardMember
from workspace.boards.policy import may_end_place as may_end_on_board
from workspace.db import db, now
from workspace.leaving import policy
from workspace.leaving.models import Departure, EndedRole
from workspace.leaving.queries.departures import find_open_departure, list_open_departures
from workspace.leaving.queries.roles import (
    Role,
    find_ended_later,
    find_role,
    list_ended_roles,
    list_lasting_roles,
)
from workspace.organisations.actions import end_membership, resume_membership
from workspace.organisations.models import Membership
from workspace.organisations.policy import may_end_membership
from workspace.organisations.queries import programmes_of
from workspace.programmes.actions.team import end_team_member, resume_team_member
from workspace.programmes.policy import may_end_place as may_end_in_team
from workspace.times import today


class AlreadyAnnounced(Exception):
    """Somebody else announced just this, who decides over it."""


class AlreadyLeft(Exception):
    """The last day has passed, or the announcement was taken back: it changes no more."""


class DayHasPassed(ValueError):
    """The last day lies before today."""


def announce_departure(
    *,
    user_id: int,
    organisation_id: int | None,
    programme_id: int | None,
    last_day: date,
    note: str,
    by: Actor,
) -> Departure:
    """Say that somebody leaves after this day, itself included; said before, it changes what was said.

    Raise DayHasPassed, or AlreadyAnnounced when another did who decides over it.
    """
    require(
        policy.may_announce(by, user_id=user_id, organisation_id=organisation_id, programme_id=programme_id)
    )
    scope = {"organisation_id": organisation_id, "programme_id": programme_id}
    before = find_open_departure(user_id, **scope)
    if before is not None:
        if not policy.may_change_departure(by, before):
            raise AlreadyAnnounced
        change_departure(before, last_day=last_day, note=note, by=by)
        return before
    _check(last_day)
    departure = Departure(
        user_id=user_id, last_day=last_day, note=note, announced_by_id=by.signed_in_id(), **scope
    )
    db.session.add(departure)
    db.session.flush()  # what ends with it needs its id
    _end_roles(departure, by)
    _record("departure.announced", departure, by)
    return departure


def change_departure(departure: Departure, *, last_day: date, note: str, by: Actor) -> None:
    """Say another last day, or another note; raise AlreadyLeft or DayHasPassed. It is held."""
    require(policy.may_change_departure(by, departure))
    _still_open(departure)
    _check(last_day)
    departure.note = note
    if by.id != departure.user_id and last_day < departure.last_day:
        departure.announced_by_id = by.signed_in_id()  # who leaves does not undo it
    if departure.last_day != last_day:
        _give_roles_back(departure, by)
        departure.last_day = last_day
        db.session.flush()  # what lasts longer is looked for next
        for one in list_open_departures(departure.user_id):  # another may end a role before this one
            _end_roles(one, by)
    _record("departure.changed", departure, by)


def withdraw_departure(departure: Departure, *, by: Actor) -> None:
    """Say that somebody stays; raise AlreadyLeft. What others took over stays theirs. It is held."""
    require(policy.may_change_departure(by, departure))
    _still_open(departure)
    departure.withdrawn_at = now()
    _give_roles_back(departure, by)
    db.session.flush()  # another announcement may hold for the same roles
    for other in list_open_departures(departure.user_id):
        _end_roles(other, by)
    _record("departure.withdrawn", departure, by)


def _check(last_day: date) -> None:
    if last_day < today():
        raise DayHasPassed


def _still_open(departure: Departure) -> None:
    if departure.withdrawn_at is not None or departure.last_day < today():
        raise AlreadyLeft


def _end_roles(departure: Departure, by: Actor) -> None:
    for kind, role in list_lasting_roles(departure):
        if not _may_end(role, by):
            continue
        ended = EndedRole(departure_id=departure.id, kind=kind, role_id=role.id, ended_before=role.ends_on)
        db.session.add(ended)
        _end(role, departure.last_day, by)


def _give_roles_back(departure: Departure, by: Actor) -> None:
    for ended in list_ended_roles(departure):
        role = find_role(ended.kind, ended.role_id)
        later = find_ended_later(ended)
        if later is not None:
            later.ended_before = ended.ended_before
        elif role is not None and role.ends_on == departure.last_day and _may_end(role, by):
            _resume(role, ended.ended_before, by)
        db.session.delete(ended)
    db.session.flush()


def _may_end(role: Role, by: Actor) -> bool:
    if isinstance(role, Membership):
        programmes = programmes_of(role.organisation)
        return may_end_membership(by, role.organisation, programmes, user_id=role.user_id)
    if isinstance(role, BoardMember):
        return may_end_on_board(by, role.board, user_id=role.user_id)
    return may_end_in_team(by, role.programme_id, user_id=role.user_id)


def _end(role: Role, last_day: date, by: Actor) -> None:
    if isinstance(role, Membership):
        end_membership(role, role.organisation, last_day=last_day, accepts_none_left=True, by=by)
    elif isinstance(role, BoardMember):
        end_board_member(role, role.board, last_day=last_day, by=by)
    else:
        end_team_member(role, role.programme, last_day=last_day, accepts_none_left=True, by=by)


def _resume(role: Role, ends_on: date | None, by: Actor) -> None:
    if isinstance(role, Membership):
        resume_membership(role, role.organisation, ends_on=ends_on, by=by)
    elif isinstance(role, BoardMember):
        resume_board_member(role, role.board, ends_on=ends_on, by=by)
    else:
        resume_team_member(role, role.programme, ends_on=ends_on, by=by)


def _record(verb: str, departure: Departure, by: Actor) -> None:
    record(
        verb,
        by=by,
        programme_id=departure.programme_id,
        subject_id=departure.id,
        person=departure.user_id,
        organisation=departure.organisation_id,
        last_day=departure.last_day.isoformat(),
    )
