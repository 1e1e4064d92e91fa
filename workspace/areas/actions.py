"""Adding and renaming the village cores of a municipality."""

from sqlalchemy import update

from workspace.access import Actor, require
from workspace.activity.actions import record
from workspace.areas import policy
from workspace.areas.models import Area, AreaKind
from workspace.areas.queries import is_name_taken, programmes_over, programmes_using
from workspace.db import change_rows, db
from workspace.programmes.models import Programme


class NameTaken(Exception):
    """Another place within the same place carries this name."""


def add_core(municipality: Area, *, name: str, by: Actor) -> Area:
    """Return a new core of this municipality; raise NameTaken."""
    require(policy.may_manage_cores(by, programmes_over(municipality)))
    if is_name_taken(municipality, name):
        raise NameTaken
    core = Area(kind=AreaKind.CORE, name=name, parent_id=municipality.id)
    db.session.add(core)
    db.session.flush()  # the event tells which core
    _refresh_programmes_over(municipality)
    record("area.added", by=by, subject_id=core.id)
    return core


def rename_core(core: Area, municipality: Area, *, name: str, by: Actor) -> None:
    """Give a core another name; raise NameTaken."""
    require(policy.may_rename_core(by, programmes_over(municipality), programmes_using(core)))
    if is_name_taken(municipality, name, besides=core.id):
        raise NameTaken
    core.name = name
    _refresh_programmes_over(municipality)
    record("area.renamed", by=by, subject_id=core.id)


def _refresh_programmes_over(municipality: Area) -> None:
    """Let programmes whose cards and filters name these cores show them as they are now."""
    change_rows(
        update(Programme)
        .where(Programme.id.in_(programmes_over(municipality)))
        .values(version=Programme.version + 1)
    )
