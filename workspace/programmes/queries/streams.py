"""The streams of money of a programme."""

from sqlalchemy import Select, select

from workspace.db import db
from workspace.programmes.models import FundingStream, Programme

AT_MOST = 200  # to choose from


def list_stream_names(programme_id: int) -> list[str]:
    """Return what the streams of money of a programme are called, by name."""
    query = _streams(programme_id).with_only_columns(FundingStream.name).order_by(FundingStream.name)
    return list(db.session.scalars(query.limit(AT_MOST)))


def find_stream(programme_id: int, name: str) -> FundingStream | None:
    """Return the stream of this programme that people mean by this name, capitals or not; or None."""
    named = db.session.execute(_streams(programme_id).with_only_columns(FundingStream.id, FundingStream.name))
    found = next((id for id, each in named if each.casefold() == name.casefold()), None)
    return None if found is None else db.session.get(FundingStream, found)


def get_stream(stream_id: int, programme: Programme) -> FundingStream:
    """Return one stream of this programme; raise NoResultFound."""
    return db.session.scalars(_streams(programme.id).where(FundingStream.id == stream_id)).one()


def _streams(programme_id: int) -> Select[FundingStream]:
    return select(FundingStream).where(FundingStream.programme_id == programme_id)
