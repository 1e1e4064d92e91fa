"""Writing down the level of an initiative, for now and for later days.

Called by other actions, which asked permission.
"""

from typing import Any

from sqlalchemy import delete, insert, select, update

from workspace.borging.models import BorgingAspect, Outlook
from workspace.borging.models.rules import Claim, Period, outlook
from workspace.borging.queries.handovers import find_carried_from
from workspace.db import change_rows, db
from workspace.times import today


def rewrite_outlook(initiative_id: int) -> None:
    """Write the periods from today on anew; what was until yesterday stays."""
    day = today()
    aspects = db.session.execute(
        select(BorgingAspect.code, BorgingAspect.state, BorgingAspect.valid_until).where(
            BorgingAspect.initiative_id == initiative_id
        )
    )
    claims = {code: Claim(state, valid_until) for code, state, valid_until in aspects}
    carried_from = find_carried_from(initiative_id).get(initiative_id)
    mine = Outlook.initiative_id == initiative_id
    for change in (
        delete(Outlook).where(mine, Outlook.from_day >= day),
        update(Outlook).where(mine, Outlook.until_day > day).values(until_day=day),
    ):
        change_rows(change)
    write_periods({initiative_id: outlook(claims, day, carried_from=carried_from)})


def write_periods(periods: dict[int, list[Period]]) -> None:
    """Add the periods of these initiatives."""
    rows = [_row(initiative_id, period) for initiative_id, ps in periods.items() for period in ps]
    if rows:
        db.session.execute(insert(Outlook), rows)


def _row(initiative_id: int, period: Period) -> dict[str, Any]:
    return {
        "initiative_id": initiative_id,
        "from_day": period.from_day,
        "until_day": period.until_day,
        "level": period.level,
        "marks": period.marks,
    }
