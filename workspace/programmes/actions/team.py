"""Who is in the team of a programme. People come in by invitation."""

from datetime import date

from workspace.access import Actor, require
from workspace.activity.actions import record
from workspace.programmes import policy
from workspace.programmes.models import Programme, TeamMember
from workspace.programmes.queries.team import is_last_manager


class LastManager(Exception):
    """The programme would be left without a manager."""


class EndsBeforeStart(Exception):
    """The last day lies before the first."""


def end_team_member(member: TeamMember, programme: Programme, *, last_day: date, by: Actor) -> None:
    """Let somebody be in the team until this day, itself included; raise EndsBeforeStart or LastManager."""
    require(policy.may_manage_means_and_team(by, programme.id))
    if last_day < member.starts_on:
        raise EndsBeforeStart
    if is_last_manager(member):
        raise LastManager
    member.ends_on = last_day
    record("team_member.ended", by=by, programme_id=programme.id, subject_id=member.id)
