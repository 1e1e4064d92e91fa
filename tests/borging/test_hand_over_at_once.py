"""Both sides of a handover at the same moment: one outcome, and both see it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask.testing import FlaskClient

from tests import cast
from tests.borging.test_hand_over import NEXT_WEEK, filled, saying
from tests.client import key_of
from workspace.borging.models import Handover, HandoverStep
from workspace.db import db
from workspace.initiatives.models import Initiative

ROUNDS = 10


@pytest.fixture
def here(initiative) -> str:
    return f"/initiatieven/{initiative.id}/borging/overdracht"


@pytest.fixture
def petra_too(welfare):
    """A second representative of the same organisation."""
    user = cast.make_user("Petra")
    cast.make_member(user, welfare, represents=True)
    return user


def together(app, *acts) -> list[int]:
    """Let people send at the same moment; an act is who, where, and what. Return what each was answered."""
    start = Barrier(len(acts))
    keys = [key_of(who) for who, _, _ in acts]
    db.session.rollback()  # let go of what this test read, as the others would wait for it

    def one(number: int) -> int:
        _, address, data = acts[number]
        client = FlaskClient(app, app.response_class)
        with client.session_transaction() as session:
            session["_user_id"] = keys[number]
        start.wait()
        return client.post(address, data=data).status_code

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, range(len(acts))))


def offer_again(initiative_id: int, organisation_id: int, by_id: int) -> int:
    """Start anew: nobody took it over, and one offer waits."""
    db.session.query(HandoverStep).delete()
    db.session.query(Handover).delete()
    clean = {"carried_by_id": None, "carried_from": None}
    db.session.query(Initiative).filter_by(id=initiative_id).update(clean)
    handover = cast.save(
        Handover(
            initiative_id=initiative_id, to_organisation_id=organisation_id, from_day=NEXT_WEEK, tasks="Koken"
        )
    )
    cast.save(HandoverStep(handover_id=handover.id, state="offered", by_id=by_id))
    return handover.id


def outcome(initiative_id: int) -> tuple[str, bool]:
    """Return how the offer ended, after one step and no more, and whether it has a new owner."""
    db.session.rollback()
    handover = db.session.query(Handover).one()
    steps = [step.state for step in db.session.query(HandoverStep).order_by(HandoverStep.id)]
    assert steps == ["offered", handover.state]
    carried = db.session.get(Initiative, initiative_id, populate_existing=True)
    return handover.state.value, carried.carried_by_id is not None


def test_of_two_offers_at_once_one_is_made(app, here, welfare, rik, karin, marja):
    offer = filled(welfare)
    assert sorted(together(app, (karin, here, offer), (marja, here, offer))) == [303, 409]
    assert db.session.query(Handover).count() == 1


def test_of_yes_and_no_at_once_one_counts(app, here, initiative, welfare, rik, petra_too, karin):
    number, organisation, by = initiative.id, welfare.id, karin.id
    db.session.expunge_all()
    for _ in range(ROUNDS):
        address = f"{here}/{offer_again(number, organisation, by)}/antwoord"
        said = together(
            app, (rik, address, saying("accepted")), (petra_too, address, saying("declined", "Nee"))
        )
        assert sorted(said) == [303, 409]
        assert outcome(number) == (("accepted", True) if said[0] == 303 else ("declined", False))


def test_of_yes_and_taking_it_back_at_once_one_counts(app, here, initiative, welfare, rik, karin):
    number, organisation, by = initiative.id, welfare.id, karin.id
    db.session.expunge_all()
    for _ in range(ROUNDS):
        address = f"{here}/{offer_again(number, organisation, by)}"
        said = together(
            app,
            (rik, f"{address}/antwoord", saying("accepted")),
            (karin, f"{address}/intrekking", {"version": "1"}),
        )
        assert sorted(said) == [303, 409]
        assert outcome(number) == (("accepted", True) if said[0] == 303 else ("withdrawn", False))
