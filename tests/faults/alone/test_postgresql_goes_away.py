"""PostgreSQL is killed, stopped, has no connection left or is slow while people write."""

import os
import secrets
import time

import pytest
from sqlalchemy import func, select

from tests.faults import figures
from tests.faults.alone.clusters import SlowRoad, all_connections
from tests.faults.alone.drills import Outages, is_plain
from tests.faults.people import Person
from tests.faults.servers import Server
from tests.rounds import ALL, rounds
from workspace.comments.models import Comment
from workspace.db import db
from workspace.initiatives.models import Initiative

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.environ.get("TEST_DATABASE") != "postgresql", reason="SQLite is no server"),
]
TIMES = rounds(30, few=1)


@pytest.mark.parametrize("end", ["kill", "stop"])
def test_it_ends_and_comes_back_while_people_write(postgresql, outages: Outages, end: str):
    for _ in range(TIMES):
        with outages.outage():
            getattr(postgresql, end)()
            outages.sees_the_plain_page()
            time.sleep(outages.pick.uniform(0.1, 0.5))
            postgresql.start()
    outages.check_everything()
    figures.note(f"PostgreSQL {'killed' if end == 'kill' else 'restarted'}", times=TIMES, **outages.figures())


def test_others_hold_all_connections(postgresql, outages: Outages):
    with outages.outage(), all_connections(postgresql):
        outages.sees_the_plain_page()
        time.sleep(0.3)
    figures.note("connections used up", **outages.figures())


@pytest.mark.skipif(not ALL, reason="one waits for minutes: in make assure")
def test_the_road_to_it_is_slow(app, postgresql, nursery, writers, board, place):
    """What is slow is slow, and no mistake; what says nothing any more is an outage."""
    road = SlowRoad(postgresql)
    try:
        with Server(
            nursery, road.url, place[1], FILES_DIR=str(app.extensions["settings"].files_dir)
        ) as server:
            # Whoever waits for a thread waits for those before them too.
            outages = Outages(app, server, writers, board, seed=2, patience=150)
            with outages.outage(refuses=False):
                road.delay = 0.02
                time.sleep(5)
                road.delay = 0
            with outages.outage():
                road.delay = 60  # nothing comes back in time
                outages.sees_the_plain_page()
                road.delay = 0
            figures.note("slow PostgreSQL", **outages.figures())
    finally:
        road.close()


@pytest.mark.skipif(not ALL, reason="a statement gets fifteen seconds: in make assure")
def test_a_statement_takes_too_long(app, postgresql, server, writers):
    karin, number = (
        Person(server, writers[2], patience=60),
        db.session.scalar(select(func.min(Initiative.id))),
    )
    db.session.rollback()
    fields = {"body": "Ik neem soep mee voor twaalf mensen", "once": secrets.token_urlsafe(16)}
    with postgresql.connected() as stranger:
        stranger.execute(
            "CREATE FUNCTION sleeps() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END $$"
        )
        stranger.execute(
            "CREATE TRIGGER slow BEFORE INSERT ON comment FOR EACH ROW EXECUTE FUNCTION sleeps()"
        )
        begin = time.monotonic()
        is_plain(karin.post(f"/initiatieven/{number}/reacties", fields))
        seconds = time.monotonic() - begin
        stranger.execute("DROP FUNCTION sleeps CASCADE")
    assert karin.post(f"/initiatieven/{number}/reacties", fields).status == 303
    assert db.session.scalar(select(func.count()).select_from(Comment)) == 1
    figures.note("a statement that takes too long", answer=503, after_seconds=f"{seconds:.1f}")
