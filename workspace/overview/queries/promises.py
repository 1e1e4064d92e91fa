"""What organisations promised and did not say anything about for a while (N15)."""

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import or_

from workspace.access import Actor
from workspace.db import db
from workspace.initiatives.models import Initiative, InitiativePartner, Visibility
from workspace.initiatives.queries import visible_initiatives
from workspace.initiatives.queries.inputs import UNDER_WAY
from workspace.organisations.models import Organisation
from workspace.times import today

AGAIN_AFTER = timedelta(days=92)  # three months, as a quarter of work
AT_MOST = 50


class Promise(NamedTuple):
    """Hours a month that an organisation promised; when it last said what it gives, if ever."""

    initiative_id: int
    title: str
    organisation_id: int
    organisation: str
    hours: int | None
    said_on: date | None


def list_promises(actor: Actor) -> list[Promise]:
    """Return promises by organisations this person may commit, without a word lately on what is given."""
    query = (
        visible_initiatives(actor)
        .join(InitiativePartner, InitiativePartner.initiative_id == Initiative.id)
        .join(Organisation, Organisation.id == InitiativePartner.organisation_id)
        .where(
            InitiativePartner.organisation_id.in_(actor.represents),
            InitiativePartner.hours_promised > 0,
            or_(
                InitiativePartner.given_said_on.is_(None),
                InitiativePartner.given_said_on < today() - AGAIN_AFTER,
            ),
            Initiative.stage.in_(UNDER_WAY),
            Initiative.visibility != Visibility.DRAFT,
        )
        .with_only_columns(
            Initiative.id,
            Initiative.title,
            Organisation.id,
            Organisation.name,
            InitiativePartner.hours_promised,
            InitiativePartner.given_said_on,
        )
        .order_by(Initiative.title, Initiative.id, Organisation.name)
        .limit(AT_MOST)
    )
    return [Promise(*row) for row in db.session.execute(query)]
