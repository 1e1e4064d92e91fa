"""What the tests of borging share."""

from datetime import date, timedelta

import pytest

from tests import cast
from workspace.borging.models import AspectChange, AspectCode, AspectState, BorgingAspect, Evidence
from workspace.borging.models.rules import CLAIMS
from workspace.times import today

YESTERDAY = today() - timedelta(days=1)


@pytest.fixture
def say(initiative, welfare):
    """Say something of an aspect, as if it was said before."""

    def say(code: AspectCode, state: AspectState, until: date | None = None, **facts) -> BorgingAspect:
        if state in CLAIMS:
            facts.setdefault("organisation_id", welfare.id)
            until = until or today() + timedelta(days=100)
        if state == AspectState.NOT_NEEDED:
            facts.setdefault("reason", "Kost niets.")
        of = facts.pop("of", initiative)
        aspect = cast.save(
            BorgingAspect(initiative_id=of.id, code=code, state=state, valid_until=until, **facts)
        )
        if state in CLAIMS:
            cast.save(Evidence(aspect_id=aspect.id, text="Brief van het bestuur"))
        cast.save(
            AspectChange(
                aspect_id=aspect.id,
                from_state="open",
                to_state=state,
                valid_until=until,
                organisation_id=aspect.organisation_id,
                reason=aspect.reason,
            )
        )
        return aspect

    return say
