"""The money and staff of a programme, year by year."""

from workspace.access import Actor, require
from workspace.activity.actions import record
from workspace.db import db
from workspace.programmes import policy
from workspace.programmes.models import Programme, YearMeans
from workspace.programmes.queries.programmes import has_means


class YearTaken(Exception):
    """The means of this year were already filled in."""


def add_means(programme: Programme, *, year: int, money_cents: int, fte_hundredths: int, by: Actor) -> None:
    """Fill in the means of a year: money in cents, staff in hundredths of a full job; raise YearTaken."""
    require(policy.may_manage_means_and_team(by, programme.id))
    if has_means(year, programme):
        raise YearTaken
    db.session.add(
        YearMeans(
            programme_id=programme.id, year=year, money_cents=money_cents, fte_hundredths=fte_hundredths
        )
    )
    programme.touch()
    record("means.set", by=by, programme_id=programme.id, year=year)


def change_means(
    means: YearMeans, programme: Programme, *, money_cents: int, fte_hundredths: int, by: Actor
) -> None:
    """Change the means of a year: money in cents, staff in hundredths of a full job."""
    require(policy.may_manage_means_and_team(by, programme.id))
    means.money_cents, means.fte_hundredths = money_cents, fte_hundredths
    programme.touch()
    record("means.set", by=by, programme_id=programme.id, year=means.year)


def remove_means(means: YearMeans, programme: Programme, *, by: Actor) -> None:
    """Remove the means of a year that was filled in by mistake."""
    require(policy.may_manage_means_and_team(by, programme.id))
    db.session.delete(means)
    programme.touch()
    record("means.removed", by=by, programme_id=programme.id, year=means.year)
