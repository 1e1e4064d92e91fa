"""In the demonstration it is 24 November 2020 on the day it is loaded, and time goes on from there."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from tests.logs import collect
from workspace import times
from workspace.config import BadSettings, read_settings
from workspace.demo.queries import BEGINS, days_back, list_accounts
from workspace.doctor.queries import examine

ROOT = Path(__file__).parents[2]
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@pytest.mark.parametrize(
    "moment",
    ["2026-11-22 12:00", "2027-06-30 22:30", "2027-06-30 23:30", "2028-02-29 09:00", "2026-12-31 23:05"],
)
def test_it_begins_on_the_same_day_whenever_it_is_loaded(moment):
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert times.day_of(at - timedelta(days=days_back(at))) == BEGINS


def test_only_a_demonstration_lives_in_the_past():
    assert read_settings({"DEMO": "yes", "CLOCK_BEHIND_DAYS": "2189"}).clock_behind_days == 2189
    for odd in ({"CLOCK_BEHIND_DAYS": "1"}, {"CLOCK_BEHIND_DAYS": "-1", "DEMO": "yes"}):
        with pytest.raises(BadSettings, match="CLOCK_BEHIND_DAYS"):
            read_settings(odd)


@pytest.fixture
def in_the_past() -> Iterator[None]:
    times.set_back(2000)
    yield
    times.set_back(0)


@pytest.mark.usefixtures("in_the_past")
def test_the_clock_goes_on_as_it_does():
    with time_machine.travel("2026-05-17 12:00", tick=False) as clock:
        before = times.now()
        assert times.elsewhere(before) == datetime(2026, 5, 17, 12, tzinfo=UTC)
        clock.shift(90)
        assert times.now() - before == timedelta(seconds=90)


@pytest.mark.usefixtures("in_the_past")
def test_the_doctor_sees_nothing_wrong_with_it(app: Flask):
    clock = next(one for one in examine(app.extensions["settings"]) if one.what == "Clock")
    assert clock.is_well, clock.told


class Browser:
    """Somebody who keeps cookies as browsers do, until the day on which they run out."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar())).open

    def get(self, path: str) -> str:
        with self.open(self.address + path, timeout=20) as answer:
            return answer.read().decode()

    def post(self, path: str, page: str, **fields: str) -> str:
        token = TOKEN.search(self.get(page))
        assert token
        body = urlencode({"csrf_token": token[1], **fields}).encode()
        with self.open(self.address + path, body, timeout=20) as answer:
            return answer.read().decode()


@contextmanager
def served(place: Path) -> Iterator[Browser]:
    """Start the demonstration in a process of its own, as `make demo` does."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{probe.getsockname()[1]}"
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{place / 'demo.sqlite'}",
        "FILES_DIR": str(place / "files"),
        "PORT": address.rpartition(":")[2],
        "SITE_URL": address,
    }
    log = place / "server.log"
    with log.open("w") as out:
        line = [sys.executable, "-m", "workspace", "demo", "--serve"]
        server = subprocess.Popen(line, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=out)
    try:
        for _ in range(300):
            assert server.poll() is None
            try:
                urllib.request.urlopen(f"{address}/gezond", timeout=2).close()
                break
            except OSError:
                time.sleep(0.2)
        yield Browser(address)
    finally:
        server.terminate()
        server.wait(timeout=20)
        collect(log.read_text(errors="replace"))


@pytest.mark.slow
@pytest.mark.once
def test_people_sign_in_there_and_find_the_clock_where_they_left_it(tmp_path):
    account = next(one for one in list_accounts() if one["role"] == "programme manager")
    with served(tmp_path) as browser:
        assert "Hier is het 24 november 2020." in browser.get("/")
        words = {"email": account["email"], "password": account["password"]}
        browser.post("/inloggen", "/inloggen", **words)
        assert "Mijn werkplek" in browser.get("/mijn") and account["name"] in browser.get("/mijn")
    database = sa.create_engine(f"sqlite:///{tmp_path / 'demo.sqlite'}", poolclass=sa.NullPool)
    with database.begin() as connection:
        lasts = connection.execute(sa.text("SELECT ends_at FROM user_session")).scalar()
        assert lasts[:10] in {"2020-12-23", "2020-12-24"}  # the moment in UTC of a day here
        # As if it had been loaded a week before.
        programmes = connection.execute(sa.text("SELECT id, imported_from FROM programme")).all()
        for id_, origin in programmes:
            name, _, days = origin.rpartition(":")
            connection.execute(
                sa.text("UPDATE programme SET imported_from = :origin WHERE id = :id"),
                {"origin": f"{name}:{int(days) - 7}", "id": id_},
            )
    with served(tmp_path) as later:
        page = later.get("/")
        assert "Hier is het 1 december 2020." in page and "24 november 2020." not in page
    with database.begin() as connection:  # loaded before the clock existed
        connection.execute(sa.text("UPDATE programme SET imported_from = 'demo:' || slug"))
    with served(tmp_path) as old:
        assert f"Hier is het {times.show_day(times.today(), 'nl')}." in old.get("/")
