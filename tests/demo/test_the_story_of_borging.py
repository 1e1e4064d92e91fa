"""The figures of Landerd make sense to somebody who knows municipalities (issue 3)."""

from collections import Counter
from datetime import UTC, date, datetime, time
from statistics import median
from typing import NamedTuple

import pytest
from sqlalchemy import select

from tests.boards.test_roles_follow_from_facts import actor_of
from workspace.accounts.models import User
from workspace.activity.models import Event
from workspace.boards.models import Board
from workspace.borging.models import (
    AspectCode,
    CarryConfirmation,
    Evidence,
    EvidenceKind,
    Handover,
    HandoverState,
    Level,
    Outlook,
)
from workspace.db import db
from workspace.independence.models import SoloTrial
from workspace.independence.models.rules import INSIDE, WORK
from workspace.independence.queries import independence_in
from workspace.initiatives.models import Initiative
from workspace.leaving.models import Carried, Departure, Transfer, TransferState
from workspace.leaving.queries.things import list_carried, list_unowned
from workspace.letting_go.models import Stance
from workspace.letting_go.policy import may_mark, side_of
from workspace.programmes.models import FundingStream, Programme, YearMeans
from workspace.scans.models import Scan, ScanAnswer, ScanStep
from workspace.times import today
from workspace.what_falls.models import Analysis

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
    assert set(db.session.scalars(select(Evidence.kind))) == set(EvidenceKind)


def test_files_are_there_to_be_opened(landerd, tmp_path):
    files = list(db.session.scalars(select(Evidence).filter_by(kind=EvidenceKind.FILE)))
    assert len(files) == 2
    for one in files:
        content = (tmp_path / "evidence" / one.file_name).read_bytes()
        assert content.startswith(b"%PDF") and len(content) == one.file_size


def test_a_second_scan_shows_what_got_better_and_what_stays_low(landerd):
    scans = list(db.session.scalars(select(Scan).order_by(Scan.id)))
    first, second = [
        one for one in scans if one.initiative_id == initiative("Bezoekmaatjes in Schaijk en Reek").id
    ]
    assert sum(one.closed_at is None for one in scans) == 1
    middles = [middle_of(one) for one in (first, second)]
    assert all(middles[0][code] <= middles[1][code] for code in AspectCode)
    assert middles[1]["money"] <= 2
    steps = select(ScanStep.question).filter_by(scan_id=second.id)
    assert set(db.session.scalars(steps)) == {code for code, middle in middles[1].items() if middle <= 2}


def middle_of(scan: Scan) -> dict[AspectCode, float]:
    answers = db.session.scalars(select(ScanAnswer).filter_by(scan_id=scan.id)).all()
    assert 6 <= len({answer.user_id for answer in answers}) <= 8
    assert len({answer.role for answer in answers}) >= 3
    values = {code: [a.value for a in answers if a.question == code and a.value] for code in AspectCode}
    return {code: median(found) for code, found in values.items()}


def test_some_initiatives_go_alone_and_some_lean_on_the_programme(landerd):
    found = independence_in(landerd.id, on=today())
    assert found[initiative("Dinsdagsoep in Reek").id].share == 1
    for title in ("Keetgesprekken", "Voorleesmaatjes"):
        assert found[initiative(title).id].share < 0.3, title
    assert any(one.share is None for one in found.values())
    alone = db.session.scalars(select(SoloTrial).where(SoloTrial.ends_on < today())).one()
    during = select(Event.role).where(
        Event.initiative_id == alone.initiative_id,
        Event.verb.in_(WORK),
        Event.happened_at >= datetime.combine(alone.starts_on, time.min, UTC),
        Event.happened_at < datetime.combine(alone.ends_on, time.max, UTC),
    )
    roles = db.session.scalars(during).all()
    assert len(roles) >= 10 and not INSIDE & set(roles)


def test_who_says_where_they_stand_may_do_so(landerd):
    actors = {user.id: actor_of(user) for user in db.session.scalars(select(User))}
    stances = list(db.session.scalars(select(Stance)))
    assert stances
    for one in stances:
        actor = actors[one.marked_by_id]
        assert may_mark(actor, Place(landerd.id)), one.why
        assert one.organisation_id == side_of(actor, Place(landerd.id))


class Place(NamedTuple):
    """Something in a programme."""

    programme_id: int


def test_the_programme_manager_leaves_on_time_and_hands_on(landerd):
    leaves = db.session.scalars(select(Departure).filter_by(programme_id=landerd.id)).one()
    assert leaves.last_day == landerd.ends_on
    carries = list_carried(leaves.user_id, programme_id=landerd.id)
    alone = {Carried.INITIATIVE, Carried.ASPECT, Carried.OFFER}
    assert {thing.kind for thing in carries} == alone | {Carried.TASK, Carried.MEETING}
    states = Counter(thing.transfer_state for thing in carries)
    assert states[None] > states[TransferState.ASKED] > 0 and states[TransferState.INBOX]
    given = select(Transfer).filter_by(departure_id=leaves.id, state=TransferState.ACCEPTED)
    accepted = db.session.scalars(given).one()
    assert db.session.get(Initiative, accepted.subject_id).coordinator_id == accepted.to_user_id


def test_what_a_kartrekker_left_behind_is_not_lost(landerd):
    left = db.session.scalars(select(Departure).where(Departure.organisation_id.is_not(None))).one()
    assert left.last_day < today()
    unowned = {(thing.kind, thing.title): thing for thing in list_unowned(landerd.id)}
    waits = unowned[Carried.INITIATIVE, "Ouders bellen ouders"]
    assert waits.transfer_state is TransferState.INBOX and waits.inbox == "ONS Welzijn"
    assert unowned[Carried.ASPECT, "Carnaval zonder kater"].transfer_state is None


def test_questions_of_what_falls_were_saved_with_what_was_found(landerd):
    saved = list(db.session.scalars(select(Analysis).filter_by(programme_id=landerd.id)))
    assert {one.name for one in saved} == {"Als Marieke weggaat", "Als het programmageld stopt"}
    for one in saved:
        found = sum(number for name, number in one.found.items() if name.startswith("level_"))
        assert found == one.found["initiatives"] and one.found["on"] < today().isoformat()
