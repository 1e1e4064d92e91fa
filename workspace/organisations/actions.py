"""What people do with organisations and with who belongs to them."""

from datetime import date

from sqlalchemy import select, update

from workspace.access import Actor, require
from workspace.activity.actions import record
from workspace.db import add_at_free_address, change_rows
from workspace.organisations import policy
from workspace.organisations.models import Layer, Membership, Organisation, OrganisationKind
from workspace.organisations.queries import (
    find_membership,
    is_last_representative,
    programmes_of,
    slugs_like,
)
from workspace.programmes.models import Partner, Programme
from workspace.times import today


class LastRepresentative(Exception):
    """Nobody would be left who may commit the organisation, and nobody said that this is meant."""


class NotAMember(Exception):
    """This person does not belong to the organisation today."""


class AlreadyEnded(Exception):
    """The last day has passed: who comes back is invited."""


class EndsBeforeStart(Exception):
    """The last day lies before the first."""


def add_organisation(
    *,
    name: str,
    kind: OrganisationKind,
    layer: Layer,
    area_id: int | None,
    description: str,
    website: str,
    by: Actor,
) -> Organisation:
    """Return a new organisation; its address follows from its name and stays when the name changes."""
    require(policy.may_add_organisation(by) and policy.may_choose_kind(by, kind))
    organisation = Organisation(
        name=name,
        kind=kind,
        layer=layer,
        area_id=area_id,
        description=description,
        website=website,
    )
    add_at_free_address(organisation, name, slugs_like)
    record("organisation.added", by=by, subject_id=organisation.id)
    return organisation


def edit_organisation(
    organisation: Organisation, *, name: str, layer: Layer, description: str, website: str, by: Actor
) -> None:
    """Change what an organisation says about itself."""
    require(policy.may_manage_organisation(by, organisation, programmes_of(organisation)))
    if name != organisation.name:
        _refresh_programmes_of(organisation)
    organisation.name = name
    organisation.layer = layer
    organisation.description = description
    organisation.website = website
    record("organisation.edited", by=by, subject_id=organisation.id)


def classify_organisation(
    organisation: Organisation, *, kind: OrganisationKind, area_id: int | None, by: Actor
) -> None:
    """Say of which kind an organisation is and where; the rights of its members follow from it."""
    require(
        policy.may_classify(by, organisation, programmes_of(organisation))
        and policy.may_choose_kind(by, kind)
    )
    if (organisation.kind, organisation.area_id) == (kind, area_id):
        return
    organisation.kind, organisation.area_id = kind, area_id
    record("organisation.classified", by=by, subject_id=organisation.id, kind=kind.value)


def change_membership(
    membership: Membership,
    organisation: Organisation,
    *,
    represents: bool,
    function: str,
    accepts_none_left: bool = False,
    by: Actor,
) -> None:
    """Say what somebody is there, and whether they may commit it; raise LastRepresentative."""
    require(policy.may_manage_organisation(by, organisation, programmes_of(organisation)))
    if not represents and not accepts_none_left and is_last_representative(membership):
        raise LastRepresentative
    changed = membership.represents != represents
    membership.represents, membership.function = represents, function
    if changed:
        verb = "representative.named" if represents else "representative.ended"
        record(verb, by=by, subject_id=membership.id, organisation=organisation.id)


def end_membership(
    membership: Membership,
    organisation: Organisation,
    *,
    last_day: date,
    accepts_none_left: bool = False,
    by: Actor,
) -> None:
    """Let somebody's membership end after this day; raise EndsBeforeStart or LastRepresentative."""
    require(
        policy.may_end_membership(by, organisation, programmes_of(organisation), user_id=membership.user_id)
    )
    if last_day < membership.starts_on:
        raise EndsBeforeStart
    if not accepts_none_left and is_last_representative(membership):
        raise LastRepresentative
    membership.ends_on = last_day
    record("membership.ended", by=by, subject_id=membership.id, organisation=organisation.id)


def resume_membership(
    membership: Membership, organisation: Organisation, *, ends_on: date | None, by: Actor
) -> None:
    """Let a membership last longer after all; raise AlreadyEnded when its last day has passed."""
    require(
        policy.may_end_membership(by, organisation, programmes_of(organisation), user_id=membership.user_id)
    )
    if membership.ends_on is not None and membership.ends_on < today():
        raise AlreadyEnded
    membership.ends_on = ends_on
    record("membership.resumed", by=by, subject_id=membership.id, organisation=organisation.id)


def take_over_representation(organisation: Organisation, *, from_id: int, asked_id: int, by: Actor) -> None:
    """Commit the organisation from now on, in place of another; raise NotAMember."""
    require(policy.may_take_over(by, asked_id=asked_id))
    mine, theirs = find_membership(organisation, asked_id), find_membership(organisation, from_id)
    if mine is None:
        raise NotAMember
    mine.represents = True
    record("representative.named", by=by, subject_id=mine.id, organisation=organisation.id)
    if theirs is not None and theirs.represents:
        theirs.represents = False
        record("representative.ended", by=by, subject_id=theirs.id, organisation=organisation.id)


def _refresh_programmes_of(organisation: Organisation) -> None:
    """Let the programmes that show this name, now or from earlier days, show the new one."""
    theirs = select(Partner.programme_id).where(Partner.organisation_id == organisation.id)
    change_rows(update(Programme).where(Programme.id.in_(theirs)).values(version=Programme.version + 1))
