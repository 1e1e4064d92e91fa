"""The folder of the files is only to be read, or gone; or the store of files is."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.faults import figures
from tests.faults.alone.drills import is_plain
from tests.faults.alone.volumes import MOUNTED_BY_ROOT_ONLY, Volume, small_volume
from tests.faults.people import Answer, Person
from tests.faults.servers import Server
from tests.faults.writing import picture
from tests.object_store import KEY, SECRET, make_bucket, store_server
from tests.rounds import ALL
from workspace.db import db
from workspace.initiatives.models import Initiative, Picture

pytestmark = [pytest.mark.slow, pytest.mark.once]


@pytest.fixture(scope="module")
def disk() -> Iterator[Volume]:
    with small_volume(10) as volume:
        yield volume


@contextmanager
def read_only(disk: Volume) -> Iterator[None]:
    disk.let_write(False)
    try:
        yield
    finally:
        disk.let_write(True)


@contextmanager
def gone(disk: Volume) -> Iterator[None]:
    files, elsewhere = disk.path / "files", disk.path / "elsewhere"
    files.rename(elsewhere)
    try:
        yield
        assert not files.exists()  # nobody made an empty one in its place
    finally:
        elsewhere.rename(files)


class News:
    """Somebody who tells news with a photograph."""

    def __init__(self, server: Server, person: Person) -> None:
        self.server, self.person = server, person
        number = db.session.scalar(select(func.min(Initiative.id)))
        db.session.rollback()
        self._address = f"/initiatieven/{number}/nieuws/nieuw"
        self._reactions = f"/initiatieven/{number}/reacties"

    def tell(self, fields: dict[str, str]) -> Answer | None:
        photo = {"picture_1": ("soep.jpg", picture((1, 2, 3)), "image/jpeg")}
        return self.person.post(self._address, {"body": "Er was soep.", "alt_1": "Soep", **fields}, photo)

    def stays_away_and_comes_back(self) -> Iterator[None]:
        """Tell it while the files are away, and again when they are back: it is there once."""
        once = {"once": secrets.token_urlsafe(16)}
        is_plain(self.tell(once))
        assert self.person.get("/mijn").status == 200
        words = {"body": "Ik neem soep mee voor twaalf mensen", "once": secrets.token_urlsafe(16)}
        assert self.person.post(self._reactions, words).status == 303  # which needs no file
        assert self.server.status("/health/ready") == 503
        yield
        for _ in range(2):
            assert self.tell(once).status == 303
        assert db.session.scalar(select(func.count(Picture.id))) == 1
        db.session.rollback()
        assert "Traceback" not in self.server.told() and " trace=" not in self.server.told()


@pytest.mark.parametrize("fault", [read_only, gone])
def test_a_photograph_finds_no_folder(app, writers, place, nursery, disk: Volume, fault):
    if fault is read_only and not disk.is_small:
        pytest.skip(MOUNTED_BY_ROOT_ONLY)
    with Server(nursery, place[0], place[1], FILES_DIR=str(disk.path / "files")) as server:
        news = News(server, Person(server, writers[0]))
        steps = news.stays_away_and_comes_back()
        with fault(disk):
            next(steps)
        assert list(steps) == []
    figures.note(f"folder of files {fault.__name__.replace('_', ' ')}", answer=503, lost=0)


@pytest.mark.skipif(not ALL, reason="two stores take long to start: in make assure")
def test_the_store_is_gone_and_comes_back(app, writers, place, nursery, tmp_path: Path):
    settings = {"FILES_STORE": "s3", "S3_BUCKET": "faults", "S3_ACCESS_KEY": KEY, "S3_SECRET_KEY": SECRET}
    with store_server(tmp_path) as address:
        make_bucket(address, "faults")
    port = int(address.rpartition(":")[2])
    with Server(nursery, place[0], place[1], S3_ENDPOINT=address, **settings) as server:
        news = News(server, Person(server, writers[0]))
        steps = news.stays_away_and_comes_back()
        next(steps)
        with store_server(tmp_path, port):
            make_bucket(address, "faults")
            assert list(steps) == []
    figures.note("store of files gone", answer=503, lost=0)
