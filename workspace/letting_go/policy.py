"""Who says where they stand between letting go and steering, and who reads it. Pure (domain/roles.md)."""

from typing import Protocol

from workspace.access import Actor


class Place(Protocol):
    """A board or an initiative."""

    @property
    def programme_id(self) -> int: ...


def may_see(actor: Actor, place: Place) -> bool:
    """It is a talk among partners; the council reads along."""
    return place.programme_id in actor.insider_in


def may_mark(actor: Actor, place: Place) -> bool:
    """The programme team, and whoever takes part through an organisation; the council reads."""
    programme_id = place.programme_id
    through_organisation = programme_id in actor.partner_in | actor.municipality_in | actor.province_in
    return programme_id in actor.team_of or through_organisation


def side_of(actor: Actor, place: Place) -> int | None:
    """Return the organisation for which this person speaks here; None for the programme team."""
    return None if place.programme_id in actor.team_of else actor.organisation_in.get(place.programme_id)
