"""What waits for somebody's word: claims whose last day has passed."""

from datetime import date
from typing import NamedTuple

from workspace.access import Actor
from workspace.borging.models import AspectCode, BorgingAspect
from workspace.borging.models.rules import CLAIMS
from workspace.db import db
from workspace.initiatives.models import Initiative, Stage
from workspace.initiatives.queries import visible_initiatives
from workspace.organisations.models import Organisation
from workspace.times import today

AT_MOST = 100


class StaleRow(NamedTuple):
    """A claim that somebody responsible should confirm again."""

    initiative_id: int
    title: str
    code: AspectCode
    organisation: str
    valid_until: date | None


def stale_for(actor: Actor) -> list[StaleRow]:
    """Return the stale claims that this person, or an organisation they may commit, answers for."""
    mine = (BorgingAspect.person_id == actor.id) | BorgingAspect.organisation_id.in_(actor.represents)
    query = (
        visible_initiatives(actor)
        .join(BorgingAspect, BorgingAspect.initiative_id == Initiative.id)
        .join(Organisation, Organisation.id == BorgingAspect.organisation_id)
        .where(mine, BorgingAspect.state.in_(CLAIMS), BorgingAspect.valid_until < today())
        .where(Initiative.stage.not_in([Stage.COMPLETED, Stage.STOPPED]))
        .with_only_columns(
            Initiative.id, Initiative.title, BorgingAspect.code, Organisation.name, BorgingAspect.valid_until
        )
        .order_by(BorgingAspect.valid_until, BorgingAspect.id)
        .limit(AT_MOST)
    )
    return [] if actor.id is None else [StaleRow(*row) for row in db.session.execute(query)]
