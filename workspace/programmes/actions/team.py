"""Who is in the team of a programme. People come in by invitation."""

from datetime import date

from workspace.access import Actor, require
from workspace.activity.actions import record
from workspace.programmes import policy
from workspace.programmes.models import Programme, TeamMember
from workspace.programmes.queries.team import is_last_manager
from workspace.times import today


class LastManager(Exception):
    """The programme would be left without a manager."""


class EndsBeforeStart(Exception):
    """The last day lies before the first."""


class AlreadyEnded(Exception):
    """The last day has passed: who comes back is invited."""


def end_team_member(
    member: TeamMember, programme: Programme, *, last_day: date, accepts_none_left: bool = False, by: Actor
) -> None:
    """Let somebody be in the team until this day, itself included; raise EndsBeforeStart or LastManager."""
    require(policy.may_end_place(by, programme.id, user_id=member.user_id))
    if last_day < member.starts_on:
        raise EndsBeforeStart
    if not accepts_none_left and is_last_manager(member):
        raise LastManager
    member.ends_on = last_day
    record("team_member.ended", by=by, programme_id=programme.id, subject_id=member.id)


def resume_team_member(member: TeamMember, programme: Programme, *, ends_on: date | None, by: Actor) -> None:
    """Let a place in the team last longer after all; raise AlreadyEnded when its last day has passed."""
    require(policy.may_end_place(by, programme.id, user_id=member.user_id))
    if member.ends_on is not None and member.ends_on < today():
        raise AlreadyEnded
    member.ends_on = ends_on
    record("team_member.resumed", by=by, programme_id=programme.id, subject_id=member.id)
