"""What the tests of the dashboards share."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests import cast
from workspace.borging.models import AspectCode, AspectState, BorgingAspect, Level, Outlook
from workspace.borging.models.rules import CLAIMS
from workspace.db import db
from workspace.programmes.models import YearMeans
from workspace.times import today

FAR = date(9999, 12, 31)
LETTERS = {Level.NOT_STARTED: "o", Level.BUILDING: "t", Level.AGREED: "a", Level.ANCHORED: "g"}


@pytest.fixture
def make(board):
    """Make an initiative with its levels: pairs of a first day and the level from that day."""

    def make(title, *levels, began=date(2019, 1, 1), on_board=None, marks=None, **facts):
        facts.setdefault("created_at", datetime(began.year, began.month, began.day, 12, tzinfo=UTC))
        made = cast.make_initiative(title, on_board or board, **facts)
        for number, (first, level) in enumerate(levels):
            until = levels[number + 1][0] if number + 1 < len(levels) else FAR
            letters = marks or LETTERS[level] * 8
            row = {"initiative_id": made.id, "from_day": first, "until_day": until, "level": level}
            db.session.add(Outlook(**row, marks=letters))
        db.session.commit()
        return made

    return make


@pytest.fixture
def landerd(programme):
    """The programme with the years and means of Landerd."""
    programme.starts_on, programme.ends_on = date(2019, 1, 1), date(2021, 12, 31)
    for year, euros, fte in ((2019, 58_400, 100), (2020, 48_400, 50), (2021, 19_200, 0)):
        db.session.add(
            YearMeans(programme_id=programme.id, year=year, money_cents=euros * 100, fte_hundredths=fte)
        )
    db.session.commit()
    return programme


@pytest.fixture
def claim(welfare):
    """Claim an aspect of an initiative until so many days from today."""

    def claim(of, code=AspectCode.MONEY, state=AspectState.AGREED, days=100, **facts):
        if state in CLAIMS:
            facts.setdefault("organisation_id", welfare.id)
            facts.setdefault("valid_until", today() + timedelta(days=days))
        return cast.save(BorgingAspect(initiative_id=of.id, code=code, state=state, **facts))

    return claim
