"""Several servers, as on several machines: one PostgreSQL, one store of files, nothing kept in between."""

import json
import os
import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import func, select

from tests import cast
from tests.client import key_of
from tests.faults.people import Person
from tests.faults.servers import Nursery, Server
from tests.faults.writing import picture
from tests.mail.servers import Takes, free_port
from tests.object_store import KEY, SECRET, make_bucket
from workspace.access import OPERATOR
from workspace.comments.models import Comment
from workspace.db import db
from workspace.mail.actions import enqueue_mail

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        os.environ.get("TEST_DATABASE") != "postgresql", reason="SQLite is of one machine: needs PostgreSQL"
    ),
]
BUCKET = "two-servers"
BOARD = "/programmas/samen-in-linde/eenzaamheid"
SIGN_IN = "3 per day"  # so that no test begins in one window and ends in the next


class Two(NamedTuple):
    """Two servers, and the mail that they sent."""

    one: Server
    other: Server
    mail: Takes


@pytest.fixture(scope="module")
def two(whole_app, database_url, store_address, tmp_path_factory) -> Iterator[Two]:
    """Two servers with nothing in common but their database, their store and their settings."""
    make_bucket(store_address, BUCKET)
    takes = Takes()
    controller = Controller(takes, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings = {
        "FILES_STORE": "s3",
        "S3_ENDPOINT": store_address,
        "S3_BUCKET": BUCKET,
        "S3_ACCESS_KEY": KEY,
        "S3_SECRET_KEY": SECRET,
        "MAIL_SERVER": "127.0.0.1",
        "MAIL_PORT": str(controller.port),
        "LIMIT_SIGN_IN": SIGN_IN,
    }
    nursery = Nursery()
    places = [tmp_path_factory.mktemp(name) for name in ("one", "other")]
    try:
        first, second = (Server(nursery, database_url, place, **settings) for place in places)
        with first, second:
            yield Two(first, second, takes)
    finally:
        nursery.close()
        controller.stop()


@pytest.fixture
def ready(two, initiative) -> Two:
    """Both servers, and an initiative on a board."""
    db.session.commit()
    db.session.rollback()
    return two


def at_both(two: Two, user) -> tuple[Person, Person]:
    """Return this person with a browser at each, signed in once."""
    key_of(user)
    db.session.rollback()
    return Person(two.one, user), Person(two.other, user)


def until(holds, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "It did not happen in time"
        db.session.rollback()
        time.sleep(0.05)


def count(of) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(of)) or 0


def test_who_signed_in_at_one_is_signed_in_at_the_other_and_out_at_both(ready, nico):
    here, there = at_both(ready, nico)
    assert here.get("/account").status == there.get("/account").status == 200
    out = there.post("/uitloggen/overal", {})
    assert out.status == 303, out.text
    assert here.get("/account").status == there.get("/account").status == 303


def test_what_is_posted_at_one_is_at_the_other_in_the_next_request(ready, initiative, board, rachida):
    here, there = at_both(ready, rachida)
    page, overview = (
        f"/initiatieven/{initiative.id}-soep-op-dinsdag",
        "/programmas/samen-in-linde/eenzaamheid",
    )
    for number in range(5):
        words = f"Ik bak broden voor dag {number}."
        for each in (here, there):  # both keep the page as it is now
            assert words not in each.get(page).text
            each.get(overview)
        sender, reader = (here, there) if number % 2 else (there, here)
        said = {"body": words, "once": f"reactie-{number}"}
        sent = sender.post(f"/initiatieven/{initiative.id}/reacties", said)
        assert sent.status == 303, sent.text
        assert words in reader.get(page).text
        title = f"Broodronde {number}"
        about = {"board": str(board.id), "title": title, "summary": "Brood voor wie alleen is."}
        sent = sender.post(
            "/initiatieven/nieuw", about | {"visibility": "public", "once": f"initiatief-{number}"}
        )
        assert sent.status == 303, sent.text
        assert title in reader.get(overview).text


def test_a_right_that_ends_at_one_has_ended_at_the_other(ready, initiative, board, karin):
    here, there = at_both(ready, karin)
    path = f"/initiatieven/{initiative.id}/borging/eigenaar"
    assert here.get(path).status == there.get(path).status == 200
    assert "<form" in there.get(path).text
    for member in db.session.scalars(select(cast.BoardMember)):
        db.session.delete(member)
    db.session.commit()
    for each in (here, there):
        assert each.post(path, {"eigenaar-state": "talking", "once": "x"}).status == 403


def test_a_watcher_at_the_other_hears_of_it(ready, initiative, rachida):
    here, there = at_both(ready, rachida)
    watch = re.search(r'"(/kijk/[^"]+)"', there.get(BOARD).text)
    assert watch
    version = json.loads(there.get(watch[1]).text)["version"]
    address = f"{watch[1].partition('?')[0]}?nu={version}"
    assert there.get(address).status == 204
    here.post(f"/initiatieven/{initiative.id}/reacties", {"body": "Hoor ik dit daar?", "once": "horen"})
    until(lambda: there.get(address).status == 200, 3)


def test_a_picture_sent_to_one_is_shown_by_the_other(ready, initiative, rachida):
    here, there = at_both(ready, rachida)
    sent = here.post(
        f"/initiatieven/{initiative.id}/nieuws/nieuw",
        {"body": "Kijk eens.", "alt_1": "Soep", "once": "foto"},
        {"picture_1": ("soep.jpg", picture((90, 10, 10)), "image/jpeg")},
    )
    assert sent.status == 303, sent.text
    shown = re.search(r'"(/beelden/[^"]+)"', there.get(f"/initiatieven/{initiative.id}-soep-op-dinsdag").text)
    assert shown
    seen = there.get(shown[1])
    assert seen.status == 200 and seen.headers["Content-Type"] == "image/webp"
    assert not list(Path(ready.one.folder, "files").rglob("*.webp"))


def test_the_same_form_sent_to_both_at_once_does_it_once(ready, initiative, rachida):
    people = at_both(ready, rachida)
    for number in range(6):
        fields = {"body": f"Twee keer hetzelfde {number}.", "once": f"samen-{number}"}
        with ThreadPoolExecutor(2) as pool:
            path = f"/initiatieven/{initiative.id}/reacties"
            answers = list(pool.map(lambda each, sent=fields, at=path: each.post(at, sent), people))
        assert {answer.status for answer in answers} == {303}
        assert len({answer.location for answer in answers}) == 1
    assert count(Comment) == 6


def test_workers_of_both_do_no_work_twice(ready, board, rachida):
    before = len(ready.mail.messages)
    for number in range(30):
        enqueue_mail(
            f"lezer-{number}@example.org", subject=f"Brief {number}", text="Dag", locale="nl", by=OPERATOR
        )
    db.session.commit()
    until(lambda: len(ready.mail.messages) >= before + 30, 40)
    time.sleep(1.5)  # a turn of each worker
    subjects = [message["Subject"] for message in ready.mail.messages[before:]]
    assert sorted(subjects) == sorted(f"Brief {number}" for number in range(30))
    told = [server.told() for server in (ready.one, ready.other)]
    assert all("waits after" not in text for text in told), told


def test_one_that_stops_under_load_leaves_the_other_to_serve(ready, initiative, nico, rachida):
    path = f"/initiatieven/{initiative.id}/reacties"
    kept, lost, stop = [], [], threading.Event()

    def write(person: Person, spare: Person, name: str) -> None:
        number = 0
        while not stop.is_set():
            fields = {"body": f"{name} zegt {number}.", "once": f"{name}-{number}"}
            answer = person.post(path, fields) or spare.post(path, fields)  # as a proxy does
            (kept if answer and answer.status == 303 else lost).append(fields["body"])
            number += 1

    writers = [
        threading.Thread(target=write, args=(*at_both(ready, user), user.name)) for user in (nico, rachida)
    ]
    for writer in writers:
        writer.start()
    until(lambda: len(kept) > 10)
    ready.one.kill()
    so_far = len(kept)
    until(lambda: len(kept) > so_far + 15)
    stop.set()
    for writer in writers:
        writer.join(30)
    ready.one.start()
    assert not lost
    stored = db.session.scalars(select(Comment.body)).all()
    assert sorted(stored) == sorted(kept), "what was acknowledged is there, once"
    assert ready.one.status("/health/ready") == ready.other.status("/health/ready") == 200


def test_attempts_are_counted_together(ready, nico):
    people = at_both(ready, nico)
    people[0].post("/uitloggen/overal", {})
    statuses = [
        people[number % 2].post("/inloggen", {"email": "iemand@example.nl", "password": "mis-mis-mis"}).status
        for number in range(6)
    ]
    assert statuses == [422, 422, 422, 429, 429, 429]
