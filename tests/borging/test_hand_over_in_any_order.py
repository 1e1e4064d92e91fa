"""Five hundred times at the same moment, in any order: one outcome each time, and both see it.

Each round starts people at random moments within a few milliseconds of each other, from a seed that is told
when something fails.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from functools import partial
from random import Random, randrange
from threading import Barrier
from time import sleep
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.borging.test_hand_over import saying
from tests.borging.test_hand_over_at_once import offer_again, outcome
from tests.client import forget_the_last_request, key_of
from tests.initiatives.test_edit_an_initiative import SAID
from tests.rounds import rounds
from workspace.borging.models import Handover
from workspace.db import db
from workspace.initiatives.models import Initiative, Revision
from workspace.organisations.models import Membership

LONGEST_PAUSE = 0.006  # seconds; a request takes about as long
AN_EDIT = 0.05  # seconds that two edits take together, about
LOOK_EVERY = 10  # rounds: then both look at the page too
Act = Callable[[], Any]


class Crowd:
    """People with a browser each, who act at random moments close to each other."""

    def __init__(self, app: Flask, people: dict[str, Any], seed: int) -> None:
        self.dice = Random(seed)
        self.pool = ThreadPoolExecutor(3)
        self.browsers = {name: FlaskClient(app, app.response_class) for name in people}
        self.keys = {name: key_of(user) for name, user in people.items()}
        self.sign_in()
        db.session.rollback()
        db.session.expunge_all()

    def sign_in(self) -> None:
        """Sign everybody in at this moment: a browser that comes from later is signed out."""
        for name, key in self.keys.items():
            with self.browsers[name].session_transaction() as session:
                session["_user_id"] = key

    def together(self, *acts: Act) -> list[Any]:
        """Let all of this happen at once, in random order; return what came of each."""
        start = Barrier(len(acts))
        pauses = [self.dice.choice([0, self.dice.uniform(0, LONGEST_PAUSE)]) for _ in acts]

        def one(number: int) -> Any:
            start.wait()
            sleep(pauses[number])
            return acts[number]()

        order = self.dice.sample(range(len(acts)), len(acts))
        running = {number: self.pool.submit(one, number) for number in order}
        return [running[number].result(timeout=30) for number in range(len(acts))]

    def sends(self, who: str, address: str, data: dict[str, Any]) -> Act:
        return lambda: self.browsers[who].post(address, data=data)

    def waits_and(self, act: Act) -> Act:
        """Return an act that is done some time during the edits of others."""
        pause = self.dice.uniform(0, AN_EDIT)
        return lambda: (sleep(pause), act())

    def sees(self, who: str, address: str) -> Any:
        forget_the_last_request()
        return self.browsers[who].get(address)


@pytest.fixture
def seed() -> Iterator[int]:
    number = int(os.environ.get("RACE_SEED") or randrange(10**6))
    print(f"RACE_SEED={number} makes these races again")  # noqa: T201 - shown when a test fails
    yield number


@pytest.fixture
def crowd(app, seed, rik, petra, welfare, karin, tess) -> Iterator[Crowd]:
    """Rik and Petra both represent the welfare organisation; Karin leads the board; Tess is of the team."""
    db.session.query(Membership).filter_by(user_id=petra.id).update({"represents": True})
    db.session.commit()
    crowd = Crowd(app, {"rik": rik, "petra": petra, "karin": karin, "tess": tess}, seed)
    yield crowd
    crowd.pool.shutdown()


@pytest.fixture
def here(initiative) -> str:
    return f"/initiatieven/{initiative.id}/borging/overdracht"


@pytest.fixture
def offer(initiative, welfare, karin) -> Callable[[], int]:
    number, organisation, by = initiative.id, welfare.id, karin.id
    return lambda: offer_again(number, organisation, by)


def statuses(answers: list[Any]) -> list[int]:
    return [answer.status_code for answer in answers]


def check_the_loser_sees(answers: list[Any], word: str) -> None:
    """Who came second is told so, and reads at once how it ended."""
    (refused,) = [answer for answer in answers if answer.status_code == 409]
    assert "Iemand was u voor" in refused.text
    assert f"<strong>{word}</strong>" in refused.text


@pytest.mark.slow
def test_of_two_answers_one_counts(initiative, here, crowd, offer):
    number = initiative.id
    for turn in range(rounds(150, few=15)):
        address = f"{here}/{offer()}/antwoord"
        other = crowd.dice.choice(["accepted", "declined", "declined"])
        said = crowd.together(
            crowd.sends("rik", address, saying("accepted")),
            crowd.sends("petra", address, saying(other, "Zo is het.")),
        )
        assert sorted(statuses(said)) == [303, 409]
        accepted = said[0].status_code == 303 or other == "accepted"
        assert outcome(number) == (("accepted", True) if accepted else ("declined", False))
        word = "Aangenomen" if accepted else "Afgewezen"
        check_the_loser_sees(said, word)
        if turn % LOOK_EVERY == 0:
            pages = [crowd.sees(who, here).text for who in ("rik", "petra")]
            assert all(f"<strong>{word}</strong>" in page for page in pages)


@pytest.mark.slow
def test_of_yes_and_taking_it_back_one_counts(initiative, here, crowd, offer):
    number = initiative.id
    for turn in range(rounds(150, few=15)):
        address = f"{here}/{offer()}"
        said = crowd.together(
            crowd.sends("rik", f"{address}/antwoord", saying("accepted")),
            crowd.sends("karin", f"{address}/intrekking", {"version": "1"}),
        )
        assert sorted(statuses(said)) == [303, 409]
        accepted = said[0].status_code == 303
        assert outcome(number) == (("accepted", True) if accepted else ("withdrawn", False))
        word = "Aangenomen" if accepted else "Ingetrokken"
        check_the_loser_sees(said, word)
        if turn % LOOK_EVERY == 0:
            pages = [crowd.sees(who, here).text for who in ("rik", "karin")]
            assert all(f"<strong>{word}</strong>" in page for page in pages)


@pytest.mark.slow
def test_whose_term_ends_meanwhile_has_accepted_or_has_not(initiative, here, crowd, offer, rik, welfare):
    number, organisation = initiative.id, f"/organisaties/{welfare.slug}"
    ((place,),) = db.session.query(Membership.id).filter_by(user_id=rik.id)
    for turn in range(rounds(100, few=15)):
        db.session.query(Membership).filter_by(id=place).update({"represents": True})
        address = f"{here}/{offer()}/antwoord"
        said = crowd.together(
            crowd.sends("rik", address, saying("accepted")),
            crowd.sends("petra", f"{organisation}/leden/{place}", {"function": "Adviseur"}),
        )
        accepted = said[0].status_code == 303
        assert statuses(said) == [303 if accepted else 403, 303]
        db.session.rollback()
        assert not db.session.get_one(Membership, place, populate_existing=True).represents
        if accepted:
            assert outcome(number) == ("accepted", True)
        else:
            assert still_waits(number)
        if turn % LOOK_EVERY == 0:
            page = crowd.sees("petra", here).text
            assert f"<strong>{'Aangenomen' if accepted else 'Aangeboden'}</strong>" in page
            assert ("Uw antwoord" in page) is not accepted
            assert "Uw antwoord" not in crowd.sees("rik", here).text


def still_waits(initiative_id: int) -> bool:
    waiting = db.session.query(Handover.state).one()
    carried = db.session.get_one(Initiative, initiative_id, populate_existing=True)
    return waiting.state == "offered" and carried.carried_by_id is None


LAST_DAY = date(2026, 3, 28)  # the clock goes forward in the night after the next day
MIDNIGHT = datetime(2026, 3, 28, 23, 0, tzinfo=UTC)


@pytest.mark.slow
def test_when_the_day_comes_during_an_edit_one_side_may(initiative, crowd, welfare, tess):
    number, owner = initiative.id, welfare.id
    edit = f"/initiatieven/{number}/bewerken"
    before, after = MIDNIGHT - timedelta(seconds=1), MIDNIGHT + timedelta(seconds=1)
    with time_machine.travel(before, tick=False) as clock:
        for turn in range(rounds(100, few=15)):
            version = hand_over_tomorrow(number, owner)
            texts = {who: f"{who} schreef dit, keer {turn}." for who in ("tess", "rik")}
            data = {**SAID, "version": version, "organisation": "", "coordinator": initiative.coordinator_id}
            clock.move_to(before)
            crowd.sign_in()
            said = crowd.together(
                crowd.sends("tess", edit, {**data, "summary": texts["tess"]}),
                crowd.sends("rik", edit, {**data, "summary": texts["rik"]}),
                crowd.waits_and(partial(clock.move_to, after)),
            )
            team, owners = statuses(said[:2])
            # Before that moment the team may and the owner may not; after it the other way round.
            assert (team, owners) in {(303, 403), (403, 303), (403, 403), (303, 409)}
            saved = {"tess": team == 303, "rik": owners == 303}
            assert summaries(number, version) == [texts[who] for who, did in saved.items() if did]
            if turn % LOOK_EVERY == 0:
                assert [crowd.sees(who, edit).status_code for who in ("tess", "rik")] == [403, 200]


def hand_over_tomorrow(initiative_id: int, organisation_id: int) -> int:
    """Let the organisation be the owner from the next day on; return the version that people read."""
    db.session.rollback()
    it = db.session.get_one(Initiative, initiative_id, populate_existing=True)
    it.carried_by_id, it.carried_from = organisation_id, LAST_DAY + timedelta(days=1)
    it.summary = "Waar het om gaat."
    db.session.commit()
    version = it.version
    db.session.query(Revision).delete()
    db.session.commit()
    db.session.expunge_all()
    return version


def summaries(initiative_id: int, version: int) -> list[str]:
    """Return what the summary became, if anything changed it, after one revision for each change."""
    db.session.rollback()
    it = db.session.get_one(Initiative, initiative_id, populate_existing=True)
    revisions = db.session.query(Revision).count()
    assert it.version == version + revisions
    return [it.summary] if revisions else []
