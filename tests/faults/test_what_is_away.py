"""The disk is full, the database is gone, locked or cut off: a plain page, and it recovers by itself."""

import resource
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import func, select, text

from tests.faults import figures
from tests.faults.people import Person
from tests.faults.servers import Server
from tests.rounds import ALL
from workspace.comments.models import Comment
from workspace.db import db
from workspace.initiatives.models import Initiative, Picture

pytestmark = pytest.mark.slow

SMALL = 1024  # bytes, beyond which no file may grow
LONG = "Ik neem op dinsdag soep mee voor twaalf mensen"
WITHIN = 30  # seconds; on a busy machine


@contextmanager
def full_disk(server: Server) -> Iterator[None]:
    """Let no file of the server grow: what a full disk does, without being root."""
    before = {child: resource.prlimit(child, resource.RLIMIT_FSIZE) for child in server.children()}
    for child, (_, hard) in before.items():
        resource.prlimit(child, resource.RLIMIT_FSIZE, (SMALL, hard))
    yield
    for child, limits in before.items():
        resource.prlimit(child, resource.RLIMIT_FSIZE, limits)


@contextmanager
def locked(server: Server) -> Iterator[None]:
    """Hold what every comment has to write, for longer than anybody waits."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("LOCK TABLE comment IN ACCESS EXCLUSIVE MODE"))
        else:
            connection.execute(text("SELECT 1"))  # a transaction of ours that may write begins with the lock
        yield
        connection.rollback()


def detailed() -> bytes:
    """Return a photograph with so much in it that its file is larger than what there is room for."""
    out = BytesIO()
    Image.effect_noise((400, 300), 80).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def is_plain(answer: object) -> None:
    assert answer is not None
    told = vars(answer)
    assert told["status"] == 503, told["text"][:500]
    assert told["headers"]["Retry-After"] == "10"
    assert "Wij zijn er zo weer" in told["text"] and "Traceback" not in told["text"]


@pytest.fixture
def server(app, place: tuple[str, Path], nursery) -> Iterator[Server]:
    url, folder = place
    with Server(nursery, url, folder, FILES_DIR=str(app.extensions["settings"].files_dir)) as server:
        yield server


def number_of_initiative() -> int:
    number = db.session.scalar(select(func.min(Initiative.id)))
    db.session.rollback()
    assert number
    return number


def is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


@pytest.mark.parametrize("fault", [full_disk, locked])
def test_a_comment_comes_in_once_when_it_is_over(app, writers, server, fault):
    if is_sqlite() and fault is locked and not ALL:
        pytest.skip("SQLite waits fifteen seconds: in make assure")
    if not is_sqlite() and fault is full_disk:
        pytest.skip("the disk of PostgreSQL is not that of the server")
    karin, number = Person(server, writers[2], patience=60), number_of_initiative()
    address, mark = f"/initiatieven/{number}/reacties", f"{LONG} {secrets.token_hex(4)}"
    fields = {"body": mark, "once": secrets.token_urlsafe(16)}
    with fault(server):
        answer = karin.post(address, fields)
        is_plain(answer)
        assert answer.text.count(mark) == 2  # to be read, and in the form that sends it again
    begin = time.monotonic()
    while karin.post(address, fields).status != 303:
        assert time.monotonic() - begin < WITHIN
        time.sleep(0.1)
    seconds = time.monotonic() - begin
    assert karin.post(address, fields).status == 303
    assert db.session.scalar(select(func.count()).where(Comment.body == mark)) == 1
    figures.note(fault.__name__.replace("_", " "), answer=503, seconds_to_recover=f"{seconds:.1f}")


def test_a_photograph_finds_no_place_on_the_disk(app, writers, server):
    rachida, number = Person(server, writers[0]), number_of_initiative()
    address, fields = f"/initiatieven/{number}/nieuws/nieuw", {"body": LONG, "alt_1": "Soep"}
    photo = {"picture_1": ("soep.jpg", detailed(), "image/jpeg")}
    once = {"once": secrets.token_urlsafe(16)}
    with full_disk(server):
        is_plain(rachida.post(address, fields | once, photo))
    assert rachida.post(address, fields | once, photo).status == 303
    assert db.session.scalar(select(func.count(Picture.id))) == 1


def test_the_connections_are_cut_while_people_read(app, writers, server):
    if is_sqlite():
        pytest.skip("SQLite has no connections to cut")
    karin, number = Person(server, writers[2]), number_of_initiative()
    cut = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    for _ in range(5):
        db.session.execute(cut)
        db.session.rollback()
        assert karin.get(f"/initiatieven/{number}").status in {200, 301, 503}
    server.wait_for(200, time.monotonic() + WITHIN)


def test_the_file_of_the_database_is_gone_and_comes_back(app, writers, server, place):
    if not is_sqlite():
        pytest.skip("PostgreSQL keeps its own files")
    db.session.remove()
    db.engine.dispose()
    path = Path(place[0].removeprefix("sqlite:///"))
    away = path.with_name("away.sqlite")
    moved = [
        (path.with_name(path.name + end), away.with_name(away.name + end)) for end in ("", "-wal", "-shm")
    ]
    server.kill_worker()
    for here, there in moved:
        if here.exists():
            here.rename(there)
    try:
        server.wait_for(503, time.monotonic() + WITHIN, "/programmas")
        assert not path.exists()  # nobody made an empty one in its place
    finally:
        for here, there in moved:
            if there.exists():
                there.rename(here)
    begin = time.monotonic()
    server.wait_for(200, begin + WITHIN, "/programmas")
    figures.note("database gone", answer=503, seconds_to_recover=f"{time.monotonic() - begin:.1f}")
