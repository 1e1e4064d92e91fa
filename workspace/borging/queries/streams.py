"""The streams of money of a programme, with what rests on each of them."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Subquery, func, or_, select

from workspace.access import Actor
from workspace.borging.models import BorgingAspect, Evidence
from workspace.db import db
from workspace.initiatives.models import Initiative, Stage
from workspace.initiatives.queries import visible_initiatives
from workspace.programmes.models import FundingStream, Programme
from workspace.times import today

AT_MOST = 200


class StreamRow(NamedTuple):
    """A stream of money, how many aspects rest on it, and what it pays a year in cents."""

    id: int
    name: str
    funder: str
    ends_on: date | None
    aspects: int
    cents: int

    @property
    def has_ended(self) -> bool:
        return self.ends_on is not None and self.ends_on < today()


def list_streams(programme: Programme, *, seen_by: Actor) -> list[StreamRow]:
    """Return the streams of money of a programme, by name, with what this person sees rest on them.

    What was taken back, has ended, or is for an initiative that has ended, does not count.
    """
    resting = _resting(programme, seen_by)
    query = (
        select(
            FundingStream.id,
            FundingStream.name,
            FundingStream.funder,
            FundingStream.ends_on,
            func.coalesce(resting.c.aspects, 0),
            func.coalesce(resting.c.cents, 0),
        )
        .outerjoin(resting, resting.c.stream == FundingStream.id)
        .where(FundingStream.programme_id == programme.id)
        .order_by(FundingStream.name)
        .limit(AT_MOST)
    )
    return [StreamRow._make((*row[:5], int(row[5]))) for row in db.session.execute(query)]


def _resting(programme: Programme, actor: Actor) -> Subquery:
    return (
        visible_initiatives(actor)
        .join(BorgingAspect, BorgingAspect.initiative_id == Initiative.id)
        .join(Evidence, Evidence.aspect_id == BorgingAspect.id)
        .join(FundingStream, FundingStream.id == Evidence.funding_stream_id)
        .where(
            FundingStream.programme_id == programme.id,
            Evidence.withdrawn_at.is_(None),
            or_(Evidence.runs_until.is_(None), Evidence.runs_until >= today()),
            Initiative.stage.not_in([stage for stage in Stage if stage.is_end]),
        )
        .with_only_columns(
            Evidence.funding_stream_id.label("stream"),
            func.count(BorgingAspect.id.distinct()).label("aspects"),
            func.sum(Evidence.amount_cents).label("cents"),
        )
        .group_by(Evidence.funding_stream_id)
        .subquery()
    )
