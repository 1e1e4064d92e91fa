"""Which programmes a person may know about."""

from sqlalchemy import Select, or_, select

from workspace.access import Actor
from workspace.programmes.models import Openness, Programme


def visible_programmes(actor: Actor) -> Select[Programme]:
    """Return every programme this person may know about. All other programme queries start here."""
    return select(Programme).where(
        or_(Programme.openness == Openness.PUBLIC, Programme.id.in_(actor.insider_in))
    )
