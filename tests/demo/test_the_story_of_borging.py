"""The figures of Landerd make sense to somebody who knows municipalities (issue 3)."""

from collections import Counter
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import select

from workspace.boards.models import Board
from workspace.borging.models import (
    CarryConfirmation,
    Evidence,
    EvidenceKind,
    Handover,
    HandoverState,
    Level,
    Outlook,
)
from workspace.db import db
from workspace.initiatives.models import Initiative
from workspace.programmes.models import FundingStream, Programme, YearMeans
from workspace.times import today

ANCHORED, AGREED = Level.ANCHORED, Level.AGREED


@pytest.fixture
def landerd(demonstration) -> Programme:
    return db.session.scalars(select(Programme).filter_by(slug="samen-landerd-samen-beter")).one()


def initiative(title: str) -> Initiative:
    return db.session.scalars(select(Initiative).filter_by(title=title)).one()


def level(title: str, on: date) -> Level:
    there = Outlook.initiative_id == initiative(title).id, Outlook.from_day <= on, Outlook.until_day > on
    return db.session.scalars(select(Outlook.level).where(*there)).one()


def levels(programme: Programme, on: date) -> Counter:
    """Return how many initiatives that go on are on each level."""
    going_on = (
        select(Outlook.level)
        .select_from(Initiative)
        .join(Board, Board.id == Initiative.board_id)
        .outerjoin(
            Outlook,
            (Outlook.initiative_id == Initiative.id) & (Outlook.from_day <= on) & (Outlook.until_day > on),
        )
        .where(
            Board.programme_id == programme.id,
            Initiative.created_at < datetime.combine(on, time.max, UTC),
            Initiative.ended_on.is_(None) | (Initiative.ended_on > on),
        )
    )
    return Counter(found or Level.NOT_STARTED for found in db.session.scalars(going_on))


def share(programme: Programme, on: date) -> float:
    found = levels(programme, on)
    return (found[ANCHORED] + found[AGREED]) / found.total()


def test_borging_rises_over_the_quarters_but_more_slowly_than_the_means_go(landerd):
    ends = [date(2019, 3, 31), date(2019, 9, 30), date(2019, 12, 31), date(2020, 6, 30)]
    shares = [share(landerd, day) for day in ends]
    assert shares[0] == 0 and shares == sorted(shares) and shares[-1] > 0.3
    now = levels(landerd, today())
    assert 0.15 < now[ANCHORED] / now.total() < 0.3
    assert 0.3 < share(landerd, today()) < 0.5
    assert now[Level.NOT_STARTED] and now[Level.BUILDING] > now[AGREED]
    means = {row.year: row.money_cents for row in db.session.scalars(select(YearMeans))}
    assert 1 - means[2021] / means[2019] > share(landerd, today()), "the warning of the model shows"
    assert share(landerd, date(2021, 6, 30)) < share(landerd, today()), "claims end if nobody does anything"


def test_what_was_handed_over_is_of_its_new_owner(landerd):
    for title, owner in (("Zomerkalender", "Bibliotheek Landerd"), ("Netwerk jonge moeders", "Pantein")):
        found = initiative(title)
        assert found.is_handed_over and level(title, today()) is ANCHORED
        accepted = db.session.scalars(
            select(Handover).filter_by(initiative_id=found.id, state=HandoverState.ACCEPTED)
        ).one()
        assert (accepted.to_organisation_id, accepted.from_day) == (found.carried_by_id, found.carried_from)
        assert db.session.get(CarryConfirmation, found.id) is None, owner
    assert not initiative("NIX in de kantine").is_handed_over  # from 1 January 2021


def test_offers_stand_in_every_state_that_they_can(landerd):
    states = Counter(db.session.scalars(select(Handover.state)))
    assert states.keys() >= {
        HandoverState.OFFERED,
        HandoverState.CHANGES_ASKED,
        HandoverState.ACCEPTED,
        HandoverState.DECLINED,
    }


def test_money_comes_from_streams_of_which_some_end(landerd):
    streams = list(db.session.scalars(select(FundingStream).filter_by(programme_id=landerd.id)))
    assert any(stream.ends_on is None for stream in streams)
    assert date(2021, 12, 31) in {stream.ends_on for stream in streams}
    assert set(db.session.scalars(select(Evidence.kind))) >= {
        EvidenceKind.TEXT,
        EvidenceKind.LINK,
        EvidenceKind.DECISION,
        EvidenceKind.AGREEMENT,
        EvidenceKind.FUNDING,
    }
