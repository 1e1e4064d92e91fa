"""Whatever somebody carries and however it is handed on: the same things are carried before and after."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import cast
from tests.client import key_of
from tests.rounds import rounds
from workspace.access import Actor
from workspace.accounts.models import User
from workspace.boards.models import BoardMember
from workspace.boards.queries.actors import get_actor
from workspace.borging.models import AspectCode, AspectState, BorgingAspect
from workspace.clocks.models import ResponseClock
from workspace.db import db
from workspace.initiatives.models import Initiative
from workspace.leaving.actions import (
    accept_transfer,
    announce_departure,
    ask_to_take_over,
    assign_transfer,
    decline_transfer,
)
from workspace.leaving.models import Transfer, TransferState
from workspace.leaving.queries.things import list_carried, list_unowned
from workspace.organisations.models import Membership
from workspace.tasks.models import Task
from workspace.times import today

HOW = st.sampled_from(["colleague", "inbox", "inbox and asked", "after a no"])
WHAT = st.sampled_from(["board", "initiative", "aspect", "represents", "task", "question"])
LOADS = st.lists(st.tuples(WHAT, HOW), min_size=1, max_size=6)


@pytest.fixture
def place(app, programme, welfare):
    """Who leaves, and two colleagues."""
    leaver, first, second = (cast.make_user(name) for name in ("Lot", "Eerst", "Tweede"))
    for user in (leaver, first, second):
        cast.make_member(user, welfare)
    return leaver, first, second


def acting(user_id: int) -> Actor:
    user = db.session.get(User, user_id)
    actor = get_actor(key_of(user))
    assert actor is not None
    return actor


@pytest.mark.slow
@settings(
    max_examples=rounds(12, few=4), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(load=LOADS)
def test_all_that_was_carried_is_carried_by_who_accepted(place, programme, welfare, marja, load):
    leaver, first, second = (user.id for user in place)
    _give(leaver, programme, welfare, [kind for kind, _ in load])
    manager, before = marja.id, _carried(leaver)
    departure = announce_departure(
        user_id=leaver,
        organisation_id=None,
        programme_id=None,
        last_day=today(),
        note="",
        by=acting(leaver),
    )
    db.session.commit()
    ways = [how for _, how in load]
    for number, key in enumerate(sorted(before)):
        _hand_on(key, ways[number % len(ways)], leaver, first, second, departure.id, welfare.id, manager)
        together = _carried(leaver) | _carried(first) | _carried(second)
        assert _without_places(together) == _without_places(before), "Nothing is lost on the way."
    assert _carried(leaver) == set()
    assert not {thing.key for thing in list_unowned(programme.id)} & before
    assert {row.state for row in db.session.query(Transfer)} <= {
        TransferState.ACCEPTED,
        TransferState.DECLINED,
    }


def _give(leaver: int, programme, welfare, kinds: list[str]) -> None:
    """Start anew: this person carries these things, and nothing else is there."""
    db.session.rollback()
    for table in (
        "task",
        "response_clock",
        "ended_role",
        "transfer",
        "departure",
        "aspect_change",
        "borging_aspect",
        "revision",
    ):
        db.session.execute(db.metadata.tables[table].delete())
    for name in ("event", "outlook", "initiative", "board_member", "board_pulse", "board"):
        db.session.execute(db.metadata.tables[name].delete())
    db.session.query(Membership).update({"ends_on": None, "represents": False})
    db.session.commit()
    spare = cast.make_board("Spaarbord", programme)
    cast.make_board_member(db.session.get(User, leaver), spare)
    for number, kind in enumerate(kinds):
        user = db.session.get(User, leaver)
        if kind == "represents":
            db.session.query(Membership).filter_by(user_id=leaver).update({"represents": True})
            db.session.commit()
        elif kind == "board":
            cast.make_board_member(user, cast.make_board(f"Bord {number}", programme), lead=True)
        else:
            own = cast.make_initiative(f"Groep {number}", spare, user, organisation_id=welfare.id)
            place = {"board_id": spare.id, "initiative_id": own.id}
            if kind == "task":
                cast.save(Task(title="Zaal", person_id=leaver, made_by_id=leaver, **place))
            if kind == "question":
                due = {"first_due_on": today(), "due_on": today()}
                cast.save(ResponseClock(organisation_id=welfare.id, owner_id=leaver, **due, **place))
            if kind == "aspect":
                aspect = {"code": AspectCode.MONEY, "state": AspectState.TALKING, "person_id": leaver}
                cast.save(BorgingAspect(initiative_id=own.id, organisation_id=welfare.id, **aspect))
    assert db.session.query(BoardMember).filter_by(user_id=leaver).count() >= 1
    assert db.session.query(Initiative).count() <= len(kinds)


def _hand_on(key, how, leaver, first, second, departure_id, organisation_id, manager) -> None:
    thing = next(each for each in list_carried(leaver) if each.key == key)
    by = acting(leaver) if thing.kind == "representation" else acting(manager)
    by = acting(leaver) if thing.organisation_id else by
    asked = {"departure_id": departure_id, "by": by}
    if how == "after a no":
        transfer = ask_to_take_over(thing, user_id=second, **asked)
        decline_transfer(transfer, reason="Nee", by=acting(second))
        db.session.commit()
    if how in {"inbox", "inbox and asked"}:
        transfer = ask_to_take_over(thing, organisation_id=organisation_id, **asked)
        if how == "inbox" and thing.kind != "representation":
            assign_transfer(transfer, user_id=first, by=acting(first))
            db.session.commit()
            return
        transfer.to_user_id, transfer.state = first, TransferState.ASKED  # as a representative would
    else:
        transfer = ask_to_take_over(thing, user_id=first, **asked)
    accept_transfer(transfer, by=acting(first))
    db.session.commit()


def _carried(user_id: int) -> set:
    return {thing.key for thing in list_carried(user_id)}


def _without_places(keys) -> set:
    return {(kind, 0 if kind == "representation" else number) for kind, number in keys}
