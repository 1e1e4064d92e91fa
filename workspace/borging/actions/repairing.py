"""Writing the levels of all initiatives anew from what was said, in case they ever differ."""

from collections import defaultdict
from datetime import date

from sqlalchemy import delete, select

from workspace.access import Actor, require
from workspace.borging import policy
from workspace.borging.actions.outlooks import write_periods
from workspace.borging.models import AspectChange, AspectCode, BorgingAspect, Outlook
from workspace.borging.models.rules import Claim, outlook, replayed
from workspace.borging.queries.handovers import find_carried_from
from workspace.db import db
from workspace.times import HERE, today


def rebuild_outlooks(*, by: Actor) -> int:
    """Write every level anew: the past from the history, today and later from the aspects as they stand.

    Return of how many initiatives.
    """
    require(policy.may_repair(by))
    day = today()
    stands, changes, carried_from = _aspects(), _changes(), find_carried_from()
    db.session.execute(delete(Outlook))
    periods = {}
    for initiative_id in stands.keys() | carried_from.keys():
        start = carried_from.get(initiative_id)
        past = replayed(changes[initiative_id], start, until=day)
        periods[initiative_id] = past + outlook(stands[initiative_id], day, carried_from=start)
    write_periods(periods)
    return len(periods)


def _aspects() -> dict[int, dict[AspectCode, Claim]]:
    found: dict[int, dict[AspectCode, Claim]] = defaultdict(dict)
    columns = (
        BorgingAspect.initiative_id,
        BorgingAspect.code,
        BorgingAspect.state,
        BorgingAspect.valid_until,
    )
    for initiative_id, code, state, valid_until in db.session.execute(select(*columns)):
        found[initiative_id][code] = Claim(state, valid_until)
    return found


def _changes() -> dict[int, list[tuple[date, AspectCode, Claim]]]:
    found: dict[int, list[tuple[date, AspectCode, Claim]]] = defaultdict(list)
    query = (
        select(
            BorgingAspect.initiative_id,
            BorgingAspect.code,
            AspectChange.changed_at,
            AspectChange.to_state,
            AspectChange.valid_until,
        )
        .join(BorgingAspect, BorgingAspect.id == AspectChange.aspect_id)
        .order_by(AspectChange.id)
    )
    for initiative_id, code, changed_at, state, valid_until in db.session.execute(query):
        day = changed_at.astimezone(HERE).date()
        found[initiative_id].append((day, code, Claim(state, valid_until)))
    return found
