"""Nothing is lost and nothing comes twice, whatever happens to the workers."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, Event

import pytest
from sqlalchemy import event, insert

from tests import cast
from tests.following.conftest import follow, told
from workspace.access import OPERATOR, NotAllowed
from workspace.accounts.models import User
from workspace.activity.models import Event as Happening
from workspace.db import Base, db, now, read_only, reading_only
from workspace.following.actions import spread_events
from workspace.following.actions.spreading import AT_A_TIME
from workspace.following.cli import keep_house, spread_all, start_spreading
from workspace.following.models import Follow, FollowedKind, Notice
from workspace.following.queries.spreading import has_untold_events


def unspread() -> int:
    return db.session.query(Happening).filter(Happening.spread_at.is_(None)).count()


def test_killed_between_notices_and_commit_it_is_done_again_in_full(initiative, happened, rachida, nico):
    follow(nico, initiative)
    happened("initiative_ended", rachida)
    assert spread_events(by=OPERATOR) == 1
    db.session.rollback()  # as when the process dies
    assert (told(), unspread()) == ([], 1)
    spread_all()
    assert (len(told()), unspread()) == (1, 0)
    spread_all()
    assert len(told()) == 1


@pytest.mark.parametrize("at", range(1, 5))
def test_stopped_at_any_statement_nothing_is_lost_or_doubled(initiative, happened, rachida, nico, at):
    """The fourth statement is behind the last: it then stops at nothing."""
    follow(nico, initiative)
    happened("initiative_ended", rachida, times=3)
    sent = 0

    def die(*_: object) -> None:
        nonlocal sent
        sent += 1
        if sent == at:
            raise Killed

    event.listen(db.engine, "before_cursor_execute", die)
    try:
        with suppress(Killed):
            spread_events(by=OPERATOR)
            db.session.commit()
    finally:
        event.remove(db.engine, "before_cursor_execute", die)
        db.session.rollback()
    assert (len(told()), unspread()) == ((0, 3) if at < 4 else (3, 0))
    spread_all()
    assert (len(told()), unspread()) == (3, 0)


class Killed(Exception):
    """The worker is no more."""


def test_an_event_whose_mark_was_lost_is_not_told_twice(initiative, happened, spread, rachida, nico):
    follow(nico, initiative)
    (told_once,) = happened("initiative_ended", rachida)
    spread()
    cast.reloaded(told_once).spread_at = None
    db.session.commit()
    assert len(spread()) == 1


def test_what_tells_nobody_is_marked_too(happened, spread, nico):
    happened("changed_name", nico, programme_id=None, board_id=None, initiative_id=None)
    happened("stance_marked", nico)
    assert spread() == []
    assert unspread() == 0


def test_two_workers_at_once_tell_each_thing_once(app, initiative, happened, rachida, nico, paul):
    for person in (nico, paul):
        follow(person, initiative)
    happened("initiative_ended", rachida, times=60)
    start = Barrier(2)

    def work(_: int) -> int:
        with app.app_context():
            start.wait()
            return spread_all()

    db.session.rollback()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, range(2)))
    while has_untold_events():  # one may have stood back while the other held the last
        spread_all()
    assert len(told()) == 120
    assert unspread() == 0


def test_a_worker_passes_over_what_another_holds(app, initiative, happened, rachida, nico):
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite lets one write at a time")
    follow(nico, initiative)
    happened("initiative_ended", rachida, times=60)
    assert spread_events(by=OPERATOR) == AT_A_TIME

    def work() -> int:
        with app.app_context():
            return spread_all()

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(work).result(timeout=10) == 60 - AT_A_TIME
    db.session.commit()
    assert (len(told()), unspread()) == (60, 0)


def test_two_thousand_followers_are_one_batch_of_three_statements(initiative, happened, queries, rachida):
    names = [f"Volger {number}" for number in range(2000)]
    rows = [{"email": f"{name}@example.nl", "name": name, "confirmed_at": now()} for name in names]
    made = {"locale": "nl", "is_admin": False, "created_at": now(), "version": 1}
    db.session.execute(insert(Base.metadata.tables["user"]), [{**row, **made} for row in rows])
    people = db.session.scalars(db.select(User.id).where(User.name.startswith("Volger"))).all()
    db.session.add_all(
        Follow(user_id=number, kind=FollowedKind.INITIATIVE, subject_id=initiative.id) for number in people
    )
    db.session.commit()
    happened("initiative_ended", rachida)
    happened("initiative_moved", rachida, is_public=False)
    queries.clear()
    spread_events(by=OPERATOR)
    db.session.commit()
    assert len(queries) == 3
    assert db.session.query(Notice).count() == 2000


def test_looking_for_news_writes_nothing(app, happened):
    reading_only()
    assert not has_untold_events()


def test_it_runs_beside_the_server(app, initiative, happened, rachida, nico):
    follow(nico, initiative)
    happened("initiative_ended", rachida)
    stop = Event()
    thread = start_spreading(app, stop)
    for _ in range(100):
        db.session.rollback()
        with read_only():
            found = told()
            db.session.rollback()
        if found:
            break
        stop.wait(0.1)
    stop.set()
    thread.join(10)
    assert len(told()) == 1


def test_by_command(app, initiative, happened, rachida, nico):
    follow(nico, initiative)
    happened("initiative_ended", rachida)
    assert app.test_cli_runner().invoke(args=["news", "spread"]).output == "Told of: 1 events.\n"


def test_nobody_spreads_from_a_browser(app, ada):
    with pytest.raises(NotAllowed):
        spread_events(by=ada.as_actor())


def test_a_notice_goes_after_ninety_days(initiative, happened, spread, rachida, nico):
    follow(nico, initiative)
    happened("initiative_ended", rachida, times=2)
    spread()
    old = db.session.query(Notice).first()
    old.made_at = now() - timedelta(days=91)
    db.session.commit()
    keep_house()
    assert len(told()) == 1
