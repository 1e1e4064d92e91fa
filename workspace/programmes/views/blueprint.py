"""The address book of this feature's pages, and how each page finds its programme."""

from flask import Blueprint, request

from workspace.access import require
from workspace.programmes.models import Programme
from workspace.programmes.policy import may_manage_means_and_team, may_manage_programme
from workspace.programmes.queries.programmes import get_programme
from workspace.web import READING, current_actor

bp = Blueprint("programmes", __name__)


def managed(slug: str) -> Programme:
    """Return a programme that this person may manage; a change waits for another that is under way."""
    programme = get_programme(slug, seen_by=current_actor, to_change=request.method not in READING)
    require(may_manage_programme(current_actor, programme.id))
    return programme


def managed_by_manager(slug: str) -> Programme:
    """Return a programme whose means and team this person may manage."""
    programme = managed(slug)
    require(may_manage_means_and_team(current_actor, programme.id))
    return programme
