"""The phases of a programme."""

from datetime import date

from sqlalchemy.exc import IntegrityError

from workspace.access import Actor, require
from workspace.activity.actions import record
from workspace.db import db
from workspace.programmes import policy
from workspace.programmes.models import Phase, Programme


class OutsideProgramme(Exception):
    """The phase begins before the programme does, or ends after it."""


class PhaseInUse(Exception):
    """Something was written about the phase that would go with it."""


def add_phase(
    programme: Programme, *, name: str, motto: str, starts_on: date, ends_on: date, by: Actor
) -> Phase:
    """Return a new phase of this programme; raise OutsideProgramme."""
    require(policy.may_manage_programme(by, programme.id))
    _check_days(programme, starts_on, ends_on)
    phase = Phase(programme_id=programme.id, name=name, motto=motto, starts_on=starts_on, ends_on=ends_on)
    db.session.add(phase)
    db.session.flush()  # the event tells which phase
    programme.touch()
    record("phase.added", by=by, programme_id=programme.id, subject_id=phase.id)
    return phase


def edit_phase(
    phase: Phase, programme: Programme, *, name: str, motto: str, starts_on: date, ends_on: date, by: Actor
) -> None:
    """Change a phase; raise OutsideProgramme."""
    require(policy.may_manage_programme(by, programme.id))
    _check_days(programme, starts_on, ends_on)
    phase.name, phase.motto, phase.starts_on, phase.ends_on = name, motto, starts_on, ends_on
    programme.touch()
    record("phase.edited", by=by, programme_id=programme.id, subject_id=phase.id)


def remove_phase(phase: Phase, programme: Programme, *, by: Actor) -> None:
    """Remove a phase from the plan; raise PhaseInUse when its story is told."""
    require(policy.may_manage_programme(by, programme.id))
    try:
        with db.session.begin_nested():
            db.session.delete(phase)
    except IntegrityError:
        raise PhaseInUse from None
    programme.touch()
    record("phase.removed", by=by, programme_id=programme.id, subject_id=phase.id)


def _check_days(programme: Programme, starts_on: date, ends_on: date) -> None:
    if starts_on < programme.starts_on or ends_on > programme.ends_on:
        raise OutsideProgramme
