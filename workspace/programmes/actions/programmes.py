"""Starting and changing a programme."""

from datetime import date

from workspace.access import Actor, require
from workspace.activity.actions import record
from workspace.areas.models import Area
from workspace.db import add_at_free_address, db
from workspace.organisations.models import Organisation
from workspace.programmes import policy
from workspace.programmes.models import Openness, Partner, Programme, TeamMember
from workspace.programmes.queries.programmes import slugs_like
from workspace.times import today


def start_programme(
    *,
    name: str,
    summary: str,
    motto: str,
    area: Area,
    starts_on: date,
    ends_on: date,
    shares_with_province: bool,
    response_days: int = 10,
    governments: list[Organisation],
    by: Actor,
) -> Programme:
    """Return a new programme that partners see, with the starter as its manager.

    `governments` are the municipalities and provinces that the starter may commit; those of this area take
    part from today.
    """
    require(policy.may_start_programme(by, frozenset(one.id for one in governments)))
    programme = Programme(
        name=name,
        summary=summary,
        motto=motto,
        area_id=area.id,
        starts_on=starts_on,
        ends_on=ends_on,
        openness=Openness.PARTNERS,
        shares_with_province=shares_with_province,
        response_days=response_days,
    )
    add_at_free_address(programme, name, slugs_like)
    db.session.add(
        TeamMember(programme_id=programme.id, user_id=by.signed_in_id(), is_manager=True, starts_on=today())
    )
    for one in governments:
        if one.id in by.represents and one.area_id in {area.id, area.parent_id}:
            db.session.add(Partner(programme_id=programme.id, organisation_id=one.id, starts_on=today()))
    record("programme.started", by=by, programme_id=programme.id)
    return programme


def edit_programme(
    programme: Programme,
    *,
    name: str,
    summary: str,
    motto: str,
    area_id: int,
    starts_on: date,
    ends_on: date,
    shares_with_province: bool,
    response_days: int,
    by: Actor,
) -> None:
    """Change what a programme says about itself; its address stays.

    The term of an answer, in working days, counts for what is asked from now on.
    """
    require(policy.may_manage_programme(by, programme.id))
    programme.name = name
    programme.summary = summary
    programme.motto = motto
    programme.area_id = area_id
    programme.starts_on, programme.ends_on = starts_on, ends_on
    programme.shares_with_province = shares_with_province
    programme.response_days = response_days
    _record("programme.edited", programme, by)


def set_openness(programme: Programme, *, openness: Openness, by: Actor) -> None:
    """Open a programme to everybody, or to partners only."""
    require(policy.may_manage_programme(by, programme.id))
    if programme.openness == openness:
        return
    programme.openness = openness
    _record("programme.published" if openness == Openness.PUBLIC else "programme.closed", programme, by)


def _record(verb: str, programme: Programme, by: Actor) -> None:
    record(verb, by=by, programme_id=programme.id, is_public=programme.openness == Openness.PUBLIC)
