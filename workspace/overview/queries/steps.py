"""Next steps of borging whose day has passed, for whoever answers for them."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import or_

from workspace.access import Actor
from workspace.borging.models import AspectCode, BorgingAspect
from workspace.db import db
from workspace.initiatives.models import Initiative, Stage
from workspace.initiatives.queries import visible_initiatives
from workspace.times import today

AT_MOST = 50


class LateStep(NamedTuple):
    """A next step that should have been done."""

    initiative_id: int
    title: str
    aspect: AspectCode
    step: str
    due_on: date


def list_late_steps(actor: Actor) -> list[LateStep]:
    """Return the next steps whose day has passed, for which this person or their organisation answers."""
    mine = or_(BorgingAspect.organisation_id.in_(actor.represents), BorgingAspect.person_id == actor.id)
    query = (
        visible_initiatives(actor)
        .join(BorgingAspect, BorgingAspect.initiative_id == Initiative.id)
        .where(
            mine,
            BorgingAspect.next_step_on < today(),
            Initiative.stage.not_in([stage for stage in Stage if stage.is_end]),
        )
        .with_only_columns(
            Initiative.id,
            Initiative.title,
            BorgingAspect.code,
            BorgingAspect.next_step,
            BorgingAspect.next_step_on,
        )
        .order_by(BorgingAspect.next_step_on, BorgingAspect.id)
        .limit(AT_MOST)
    )
    return [LateStep._make(row) for row in db.session.execute(query)]
