"""The money that was granted to initiatives, as evidence of a claim on money."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_

from workspace.borging.models import AspectCode, BorgingAspect, Evidence, EvidenceKind
from workspace.initiatives.models import Initiative
from workspace.programmes.models import FundingStream


def with_grants(initiatives: Select[Any]) -> Select[Any]:
    """Return a query for initiatives with each grant that was not taken back, and its stream, if any."""
    return (
        initiatives.join(BorgingAspect, BorgingAspect.initiative_id == Initiative.id)
        .join(Evidence, Evidence.aspect_id == BorgingAspect.id)
        .outerjoin(FundingStream, FundingStream.id == Evidence.funding_stream_id)
        .where(
            BorgingAspect.code == AspectCode.MONEY,
            Evidence.kind == EvidenceKind.FUNDING,
            Evidence.withdrawn_at.is_(None),
        )
    )


def is_granted_on(day: date) -> ColumnElement[bool]:
    """Return the condition that a grant did not end before this day, nor the stream it comes from."""
    return and_(
        or_(Evidence.runs_until.is_(None), Evidence.runs_until >= day),
        or_(FundingStream.ends_on.is_(None), FundingStream.ends_on >= day),
    )
