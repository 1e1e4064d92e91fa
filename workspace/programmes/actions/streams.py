"""The streams of money of a programme: grants, budgets and funds (N31)."""

from datetime import date

from sqlalchemy.exc import IntegrityError

from workspace.access import Actor, require
from workspace.activity.actions import record
from workspace.db import db
from workspace.programmes import policy
from workspace.programmes.models import FundingStream, Programme
from workspace.programmes.queries.streams import find_stream


class NameTaken(Exception):
    """The programme has another stream of this name."""


def add_stream(
    programme: Programme, *, name: str, funder: str, ends_on: date | None, by: Actor
) -> FundingStream:
    """Return a new stream of money of this programme; raise NameTaken."""
    require(policy.may_manage_programme(by, programme.id))
    if find_stream(programme.id, name) is not None:
        raise NameTaken
    stream = FundingStream(programme_id=programme.id, name=name, funder=funder, ends_on=ends_on)
    db.session.add(stream)
    db.session.flush()  # the event tells which stream
    record("funding_stream.added", by=by, programme_id=programme.id, subject_id=stream.id)
    return stream


def edit_stream(
    stream: FundingStream, programme: Programme, *, name: str, funder: str, ends_on: date | None, by: Actor
) -> None:
    """Change what is said of a stream; what rests on it follows. Raise NameTaken."""
    require(policy.may_manage_programme(by, programme.id))
    namesake = find_stream(programme.id, name)
    if namesake is not None and namesake.id != stream.id:
        raise NameTaken
    stream.name, stream.funder, stream.ends_on = name, funder, ends_on
    programme.touch()  # the pages of its initiatives show the name and the last day
    record("funding_stream.edited", by=by, programme_id=programme.id, subject_id=stream.id)


def find_or_add_stream(programme_id: int, name: str) -> FundingStream:
    """Return the stream of this name, a new one when nobody named it yet.

    Whoever names the same one at the same moment gets the same one.
    """
    found = find_stream(programme_id, name)
    if found is not None:
        return found
    stream = FundingStream(programme_id=programme_id, name=name)
    try:
        with db.session.begin_nested():
            db.session.add(stream)
            db.session.flush()  # the unique name decides who is first
    except IntegrityError:
        found = find_stream(programme_id, name)
        if found is None:
            raise
        return found
    return stream
