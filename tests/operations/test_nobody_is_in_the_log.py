"""The log is read by who runs the servers, and by whoever they ask for help: it tells of nobody."""

import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.logs import IN_ENVIRONMENT, cast_names, demonstration_names, run_ours, started, told_of
from workspace.logs import formatter, request_id
from workspace.requests import around, kind_of_reader

ROOT = Path(__file__).parents[2]
# They start tools, a run of tests in which somebody is named on purpose, or releases long gone.
NOT_OURS = frozenset(
    {
        "tests/migrations/make.py",
        "tests/object_store.py",
        "tests/setup_browser.py",
        "tests/supply_chain/audit.py",
        "tests/supply_chain/sbom.py",
        "tests/operations/test_nobody_is_in_the_log.py",
        "tests/faults/alone/clusters.py",
    }
)
STARTS = re.compile(r"subprocess\.(run|Popen|check_output|check_call)")
PLANTED = """
import logging

def test_that_logs():
    logging.getLogger("workspace.planted").warning({line!r})
"""


def line_of(message: str, *args: object, **more: object) -> dict[str, object]:
    """Return what becomes of a record in production, read back."""
    handler = logging.Handler()
    written: list[str] = []
    handler.emit = lambda record: written.append(formatter(as_json=True).format(record))
    log = logging.getLogger("workspace.test of lines")
    log.addHandler(handler)
    try:
        log.error(message, *args, **more)
    finally:
        log.removeHandler(handler)
    (line,) = written
    assert "\n" not in line
    return json.loads(line)


def of_error(error: BaseException) -> dict[str, object]:
    try:
        raise error
    except type(error):
        return line_of("It went wrong", exc_info=True)


def test_the_people_are_known_whom_it_is_searched_for():
    assert {"Rachida", "Karin", "Marja", "Ada"} <= cast_names()
    assert {"Ilse Bakker", "Amina Warsame"} <= demonstration_names()


@pytest.mark.parametrize(
    "line", ["Karin opened it", 'to "rachida@example.nl"', "sent to Ilse Bakker.", "x=nico@example.nl;"]
)
def test_the_search_finds_somebody(line):
    assert told_of([line, "nobody at all"]) == [line]


def test_the_search_finds_nobody_where_nobody_is():
    assert (
        told_of(["request /initiatieven/<int:initiative_id> 200", "tests/test_karin.py:3 test_Karin"]) == []
    )


@pytest.mark.once
def test_every_program_of_ours_that_tests_start_hands_over_its_log():
    silent = []
    for path in sorted((ROOT / "tests").rglob("*.py")):
        text = path.read_text()
        starts = "sys.executable" in text and re.search(
            r"subprocess\.(run|Popen|check_output|check_call)", text
        )
        if starts and "collect(" not in text and path.relative_to(ROOT).as_posix() not in NOT_OURS:
            silent.append(path.name)
    assert not silent, "Start it with run_ours or started of tests/logs.py."


def test_what_a_program_logs_is_searched(tmp_path, monkeypatch):
    monkeypatch.setenv(IN_ENVIRONMENT, str(tmp_path))
    says = "import sys; print('Karin was here', file=sys.stderr); print('on the screen')"
    line = [sys.executable, "-c", says]
    assert run_ours(line).stdout == "on the screen\n"
    with started([*line[:2], says.replace("Karin", "Paul")]) as process:
        process.wait(20)
    with pytest.raises(subprocess.CalledProcessError):
        run_ours([sys.executable, "-c", "import sys; sys.exit('Nico broke it')"], check=True)
    (written,) = tmp_path.iterdir()
    assert [line.split()[0] for line in told_of(written.read_text().splitlines())] == [
        "Karin",
        "Paul",
        "Nico",
    ]


@pytest.mark.slow
@pytest.mark.once
def test_a_run_of_tests_that_logs_a_name_fails_with_the_line(tmp_path):
    for line, ends in (("Karin was here", 1), ("somebody was here", 0)):
        planted = tmp_path / "test_planted.py"
        planted.write_text(PLANTED.format(line=line))
        plain = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        options = ["-q", "-p", "tests.logs", "-p", "no:cacheprovider", "-c", os.devnull, "--noconftest"]
        run = subprocess.run(
            [sys.executable, "-m", "pytest", *options, "--rootdir", str(tmp_path), str(planted)],
            cwd=ROOT,
            env=plain,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert run.returncode == ends, run.stdout + run.stderr
        assert (line in run.stdout + run.stderr) == bool(ends)


def test_an_exception_tells_where_and_what_kind_but_not_what_was_typed():
    told = of_error(ValueError("Karin typte iets geheims"))
    assert told["error"] == "ValueError"
    assert "tests/operations/test_nobody_is_in_the_log.py" in str(told["trace"])
    assert "geheims" not in json.dumps(told)


def test_what_lies_under_an_exception_is_told_the_same_way():
    error = RuntimeError("Karin")
    error.__cause__ = KeyError("Paul")
    told = of_error(error)
    assert told["error"] == "RuntimeError < KeyError" and "Paul" not in json.dumps(told)


def test_what_a_database_says_of_a_value_is_not_repeated(app, nico):
    from sqlalchemy.exc import IntegrityError

    from workspace.accounts.models import User
    from workspace.db import db

    db.session.add(User(name="Nico Twee", email=nico.email))
    with pytest.raises(IntegrityError) as refused:
        db.session.commit()
    db.session.rollback()
    told = of_error(refused.value)
    assert nico.email not in json.dumps(told) and "IntegrityError" in str(told["error"])


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Mail to nico@example.nl", "Mail to (e-mail address)"),
        ("From 84.12.4.99 port 80", "From (network address) port 80"),
        ("From 2001:db8::ff00:42:8329", "From (network address)"),
        ("Listens at 127.0.0.1", "Listens at 127.0.0.1"),
        ("Version 3.11.2 at 12:30", "Version 3.11.2 at 12:30"),
    ],
)
def test_addresses_of_people_are_taken_out(said, written):
    assert line_of(said)["event"] == written


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\u2028", "\x1b[2J", "\x00", "\x85"])
def test_nobody_writes_a_line_of_their_own(sign):
    line = line_of("typed: %s", f'x{sign}{{"event": "forged"}}')
    assert sign not in str(line["event"]) and "forged" in str(line["event"])
    handler = formatter(as_json=False)
    record = logging.makeLogRecord({"msg": f"typed: x{sign}forged", "levelname": "INFO", "name": "x"})
    assert len(handler.format(record).splitlines()) == 1


def test_only_known_fields_are_written():
    line = line_of("request", extra={"rule": "/x", "status": 200, "who": "Karin", "address": "84.1.2.3"})
    assert (line["rule"], line["status"]) == ("/x", 200)
    assert "who" not in line and "address" not in line


def test_a_request_is_one_line_with_its_rule_and_not_its_address(client, paul, caplog):
    caplog.set_level(logging.INFO, "workspace.requests")
    client.sign_in(paul).get("/wachtwoord-vergeten/geheim-van-paul?naam=Paul")
    (record,) = (one for one in caplog.records if one.name == "workspace.requests")
    line = json.loads(formatter(as_json=True).format(record))
    assert line["rule"].startswith("/wachtwoord-vergeten/<") and line["method"] == "GET"
    assert line["ms"] >= 0 and "geheim" not in json.dumps(line) and "Paul" not in json.dumps(line)


def test_each_answer_carries_the_number_of_its_request(client):
    first, second = client.get("/").headers["X-Request-ID"], client.get("/").headers["X-Request-ID"]
    assert first != second and len(first) == 32
    assert client.get("/niets").headers["X-Request-ID"]
    assert client.get("/health/live").headers["X-Request-ID"]


@pytest.mark.parametrize(
    ("given", "behind", "taken"),
    [
        ("0123456789abcdef0123456789abcdef", True, True),
        ("2f1c7c5e-6d1e-4e6a-9f5e-0a8e1e7a9b10", True, True),
        ("0123456789abcdef0123456789abcdef", False, False),
        ("karin-de-vries-uit-beek", True, False),
        ("0123456789abcdef\r\nX: y", True, False),
        ("a" * 65, True, False),
    ],
)
def test_a_number_is_taken_from_a_proxy_when_it_is_one(given, behind, taken):
    seen, numbers = {}, []

    def application(environ, start_response):
        numbers.append(request_id.get())
        start_response("204 No Content", [])
        return []

    environ = {"PATH_INFO": "/", "REQUEST_METHOD": "GET", "HTTP_X_REQUEST_ID": given}
    around(application, behind_proxy=behind)(environ, lambda status, headers: seen.update(headers))
    assert (seen["X-Request-ID"] == given) is taken and numbers == [seen["X-Request-ID"]]
    assert request_id.get() == ""


def test_an_error_in_front_of_all_pages_is_answered_plainly(caplog):
    def broken(environ, start_response):
        raise KeyError("Karin")

    answers = []
    body = around(broken, behind_proxy=False)(
        {"PATH_INFO": "/", "REQUEST_METHOD": "GET"}, lambda status, headers: answers.append(status)
    )
    assert answers == ["500 Internal Server Error"] and b"Karin" not in b"".join(body)
    assert "An error that no page answers" in caplog.text
    caplog.clear()  # pytest's own form of it names her


def test_what_kind_of_reader_is_told_coarsely(app, client, nico, paul, tess, ada):
    from workspace.access import VISITOR
    from workspace.boards.queries.actors import get_actors

    actors = get_actors([nico.id, paul.id, tess.id, ada.id])
    kinds = [kind_of_reader(actors[person.id]) for person in (nico, paul, tess, ada)]
    assert kinds == ["resident", "organisation", "team", "administrator"]
    assert kind_of_reader(VISITOR) == "visitor"
