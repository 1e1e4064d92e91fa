"""What was kept long enough goes a person at a time, so that nobody waits long to write meanwhile."""

from collections.abc import Callable
from threading import Event, Thread
from time import monotonic, sleep

import pytest
from sqlalchemy import update

from bench.retention import Measured, watching
from tests import cast
from tests.privacy.moments import START, after
from workspace.accounts.models import User
from workspace.db import db, may_write
from workspace.privacy.cli.periods import AT_ONCE, carry_out, steps
from workspace.privacy.cli.turns import in_turn
from workspace.privacy.queries.due import people_left

# Statements of one transaction; a person is in some sixty tables.
MOST = {"warned": 12, "programmes": 90, "anonymised": 400}


def measured(do: Callable[[], int]) -> Measured:
    with watching() as watch:
        watch.now.done = do()
    return watch.now


@pytest.mark.slow
def test_each_person_is_a_transaction_of_their_own_that_asks_little(app, settings):
    for number in range(AT_ONCE + 3):
        cast.make_user(f"Weg {number}", last_seen_on=START.date())
    with after(days=740):
        found = measured(steps(settings)["warned"])
        assert found.done == AT_ONCE <= found.transactions, "The others have their turn in an hour"
        assert found.most_statements <= MOST["warned"]
    with after(days=775):
        found = measured(steps(settings)["anonymised"])
        assert found.done == AT_ONCE <= found.transactions
        assert found.most_statements <= MOST["anonymised"]


def test_names_leave_a_programme_a_person_at_a_time(
    app, settings, programme, board, initiative, nico, rachida
):
    for number in range(8):
        cast.make_comment(initiative, cast.make_user(f"Buur {number}"))
    people = len(people_left(programme.id))
    programme = cast.reloaded(programme)
    programme.ends_on = START.date()
    db.session.commit()
    with after(days=400):
        found = measured(steps(settings)["programmes"])
    assert found.done == people >= 9
    assert found.transactions >= people
    assert found.most_statements <= MOST["programmes"]


def test_whoever_waits_to_write_gets_a_turn_between_two_long_pieces(app, nico):
    """SQLite gives its lock to who happens to look in time: without a pause that is nobody else."""
    waited, stop, holds = [], Event(), Event()

    def piece() -> int:
        db.session.execute(update(User).values(locale="nl"))
        holds.set()
        sleep(0.3)
        return 1

    def work() -> None:
        with app.app_context():
            may_write()
            while not stop.is_set():
                in_turn(piece)

    worker = Thread(target=work)
    worker.start()
    holds.wait(10)
    for _ in range(5):
        began = monotonic()
        may_write()
        db.session.execute(update(User).values(locale="en"))
        db.session.commit()
        waited.append(monotonic() - began)
    stop.set()
    worker.join()
    assert max(waited) < 4, waited


def test_all_of_it_still_goes_in_one_run(app, settings):
    cast.make_user("Wim Verweg", last_seen_on=START.date())
    with after(days=740):
        done, failed = carry_out(settings)
    assert done["warned"] == 1 and failed == []
