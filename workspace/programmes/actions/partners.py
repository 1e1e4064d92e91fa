"""Asking organisations to take part in a programme, their answer, and ending it."""

from datetime import date

from workspace.access import Actor, require
from workspace.activity.actions import record
from workspace.db import db, now
from workspace.organisations.models import Organisation
from workspace.organisations.policy import may_commit_organisation
from workspace.organisations.queries import is_represented, programmes_of
from workspace.programmes import policy
from workspace.programmes.models import Openness, Partner, PartnerRequest, Programme
from workspace.programmes.queries.partners import find_open_request, speaks_for_itself, takes_part
from workspace.times import today


class AlreadyPartner(Exception):
    """The organisation takes part already."""


class AlreadyAsked(Exception):
    """The organisation was asked and has not answered yet."""


class AlreadyAnswered(Exception):
    """The question was answered or taken back before."""


class EndsBeforeStart(Exception):
    """The last day lies before the first."""


def add_partner(programme: Programme, organisation: Organisation, *, by: Actor) -> bool:
    """Let an organisation take part, or ask it to; return whether it takes part at once.

    An organisation with people of its own is asked, unless the actor may commit it; raise AlreadyPartner or
    AlreadyAsked.
    """
    require(policy.may_manage_programme(by, programme.id))
    if takes_part(organisation, programme):
        raise AlreadyPartner
    if find_open_request(organisation, programme):
        raise AlreadyAsked
    if speaks_for_itself(organisation) and not _may_commit(by, organisation):
        db.session.add(
            PartnerRequest(
                programme_id=programme.id, organisation_id=organisation.id, asked_by_id=by.signed_in_id()
            )
        )
        record("partner.asked", by=by, programme_id=programme.id, organisation=organisation.id)
        return False
    _begin(programme, organisation, by)
    return True


def answer_request(request: PartnerRequest, organisation: Organisation, *, accepts: bool, by: Actor) -> None:
    """Answer for an organisation whether it takes part in a programme; raise AlreadyAnswered."""
    require(_may_commit(by, organisation))
    _still_open(request)
    if not accepts:
        request.declined_at = now()
        record("partner.declined", by=by, programme_id=request.programme_id, organisation=organisation.id)
        return
    request.accepted_at = now()
    _begin(request.programme, organisation, by)


def withdraw_request(request: PartnerRequest, programme: Programme, *, by: Actor) -> None:
    """Take back the question to an organisation; raise AlreadyAnswered."""
    require(policy.may_manage_programme(by, programme.id))
    _still_open(request)
    request.withdrawn_at = now()
    record(
        "partner.request_withdrawn", by=by, programme_id=programme.id, organisation=request.organisation_id
    )


def end_partner(partner: Partner, programme: Programme, *, last_day: date, by: Actor) -> None:
    """Let an organisation take part until this day, itself included; raise EndsBeforeStart."""
    require(policy.may_manage_programme(by, programme.id))
    if last_day < partner.starts_on:
        raise EndsBeforeStart
    partner.ends_on = last_day
    programme.touch()
    record("partner.ended", by=by, programme_id=programme.id, organisation=partner.organisation_id)


def _may_commit(by: Actor, organisation: Organisation) -> bool:
    return may_commit_organisation(
        by, organisation, programmes_of(organisation), is_represented=is_represented(organisation)
    )


def _still_open(request: PartnerRequest) -> None:
    if request.accepted_at or request.declined_at or request.withdrawn_at:
        raise AlreadyAnswered


def _begin(programme: Programme, organisation: Organisation, by: Actor) -> None:
    db.session.add(Partner(programme_id=programme.id, organisation_id=organisation.id, starts_on=today()))
    programme.touch()
    is_public = programme.openness == Openness.PUBLIC
    record(
        "partner.began",
        by=by,
        programme_id=programme.id,
        is_public=is_public,
        organisation=organisation.id,
    )
