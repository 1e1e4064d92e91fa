"""Who catches a moment, who changes it, and who sees the name of who says it. Pure (domain/roles.md).

The table of rights knows no moments. Catching one is speaking up: in public as commenting in public, among
partners as talking there. Whoever steers where it was caught may change it and take it back as its author.
"""

from datetime import datetime
from typing import Protocol

from workspace.access import Actor
from workspace.programmes.models import Openness


class Place(Protocol):
    """Where a moment is caught: a Place of learning.queries.places, or a row with these columns."""

    @property
    def programme_id(self) -> int: ...
    @property
    def is_draft(self) -> bool: ...


class Moment(Protocol):
    """What the rules look at: a LearningMoment, or a row with these columns."""

    @property
    def programme_id(self) -> int: ...
    @property
    def board_id(self) -> int | None: ...
    @property
    def author_id(self) -> int: ...
    @property
    def withdrawn_at(self) -> datetime | None: ...


def may_catch_moment(actor: Actor, place: Place, openness: Openness = Openness.PUBLIC) -> bool:
    """Whoever takes part and the council speak in public; among partners only those who talk there."""
    if place.is_draft:
        return False
    if openness == Openness.PARTNERS:
        return place.programme_id in actor.talks_among_partners_in
    return actor.takes_part_in(place.programme_id) or place.programme_id in actor.council_in


def steers_moment(actor: Actor, moment: Moment) -> bool:
    """Theme lead of its board, programme team or manager."""
    of_programme = moment.programme_id in actor.team_of | actor.manages
    return of_programme or (moment.board_id is not None and moment.board_id in actor.leads)


def may_see_all(actor: Actor, moment: Moment) -> bool:
    """What others do not see: a name behind a role, a quote that waits, what was taken back."""
    return (actor.id is not None and moment.author_id == actor.id) or steers_moment(actor, moment)


def may_edit_moment(actor: Actor, moment: Moment) -> bool:
    return moment.withdrawn_at is None and may_see_all(actor, moment)


def may_withdraw_moment(actor: Actor, moment: Moment) -> bool:
    return may_edit_moment(actor, moment)
