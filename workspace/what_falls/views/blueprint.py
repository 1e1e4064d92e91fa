"""The addresses of this feature, and how each finds its programme."""

from flask import Blueprint

from workspace.access import require
from workspace.programmes.models import Programme
from workspace.programmes.queries.programmes import get_programme
from workspace.web import actor_here
from workspace.what_falls.policy import may_ask_what_falls

bp = Blueprint("what_falls", __name__, url_prefix="/programmas/<slug>/wat-valt-er")


def programme_asked(slug: str) -> Programme:
    """Return a programme about which this person may ask what falls."""
    programme = get_programme(slug, seen_by=actor_here())
    require(may_ask_what_falls(actor_here(), programme.id))
    return programme
