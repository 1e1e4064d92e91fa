"""Requests of every wrong size and kind: refused at once, with little memory, and the next is answered."""

import gzip
import os
import socket
import sys
from contextlib import closing
from io import BytesIO

import pytest

from tests.attacks.tries import corpus
from tests.house.test_odd_input import rules
from tests.house.world import address_of
from tests.journeys.servers import ROOT, environment_in, serving
from tests.logs import run_ours
from tests.rounds import has_turn

pytestmark = [pytest.mark.once, pytest.mark.slow]
FORM = "application/x-www-form-urlencoded"
PARTS = b"".join(b'--x\r\nContent-Disposition: form-data; name="f%d"\r\n\r\nx\r\n' % n for n in range(10_000))
BODIES = {
    "10,000 parts": (PARTS + b"--x--\r\n", "multipart/form-data; boundary=x"),
    "10,000 fields": (b"&".join(b"f%d=x" % n for n in range(10_000)), FORM),
    "one field 5,000 times": (b"&".join([b"name=x"] * 5000), FORM),
    "fields twice": (
        b"name=a&name=b&title=a&title=b&version=1&version=2&board=1&board=2&once=a&once=b",
        FORM,
    ),
    "a part without a name": (
        b"--x\r\nContent-Disposition: form-data\r\n\r\nx\r\n--x--\r\n",
        "multipart/form-data; boundary=x",
    ),
    "a part with endless headers": (b"--x\r\nX-Kwaad: " + b"a" * 200_000, "multipart/form-data; boundary=x"),
    "an endless boundary": (b"--" + b"x" * 5000, "multipart/form-data; boundary=" + "x" * 5000),
    "a text as a file": (
        b'--x\r\nContent-Disposition: form-data; name="name"; filename="a"\r\n\r\nx\r\n--x--\r\n',
        "multipart/form-data; boundary=x",
    ),
    "JSON": (b'{"name": {"$gt": ""}, "is_admin": true}', "application/json"),
    "JSON as a list": (b"[[[[[1]]]]]", "application/json"),
    "deep JSON": (b"[" * 100_000, "application/json"),
    "JSON said to be a form": (b'{"name": "x"}', FORM),
    "XML": (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        "text/xml",
    ),
    "a laughing XML": (
        b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>',
        "application/xml",
    ),
    "a packed form": (gzip.compress(b"name=" + b"x" * 50_000_000), FORM),
    "plain text": (b"name=x", "text/plain"),
    "no kind at all": (b"name=x", ""),
    "a kind that is none": (b"name=x", "kwaad/\x7f; charset=\xff"),
    "another alphabet": ("name=x".encode("utf-16"), FORM + "; charset=utf-16"),
    "UTF-7": (b"name=+ADw-script+AD4-", FORM + "; charset=utf-7"),
    "two megabytes of one field": (b"name=" + b"x" * 2_000_000, FORM),
    "percent signs": (b"name=%&%%=%zz&%u0041=1", FORM),
    "brackets": (b"name[]=1&name[a][b]=2&name.0=3&__proto__[x]=1&constructor.prototype=1", FORM),
}


@pytest.mark.parametrize("kind", BODIES)
def test_no_body_breaks_a_form(app, quick, world, tries, kind):
    body, content_type = BODIES[kind]
    for place, rule in enumerate(rules(app, "POST")):
        if not has_turn(place, [*BODIES].index(kind), of=8, few=1):
            continue
        headers = {"Content-Encoding": "gzip"} if "packed" in kind else {}
        answer = quick.as_person(world, "marja").post(
            address_of(rule, world), data=body, content_type=content_type, headers=headers
        )
        assert answer.status_code < 500, f"{rule} answers {answer.status_code}"
        tries.add()


@pytest.mark.parametrize("person", ["visitor", "marja"])
def test_what_is_too_large_is_refused_before_it_is_read(app, quick, world, tries, person):
    read = []

    class Endless(BytesIO):
        def read(self, size=-1):
            read.append(size)
            return b"x" * min(size if size > 0 else 65536, 65536)

        readline = read

    for rule in rules(app, "POST"):
        read.clear()
        answer = quick.as_person(world, person).post(
            address_of(rule, world),
            input_stream=Endless(),
            content_length=200_000_000,
            content_type="multipart/form-data; boundary=x",
        )
        assert answer.status_code < 500 and sum(max(size, 0) for size in read) < 45_000_000, rule
        tries.add()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    place = tmp_path_factory.mktemp("attacked")
    environment = environment_in(place)
    migrate = [sys.executable, "-m", "workspace", "db", "upgrade"]
    run_ours(migrate, cwd=ROOT, env=environment, check=True)
    with serving(environment | {"THREADS": "4"}, "run") as address:
        yield address.removeprefix("http://")


def answer_to(host, request, *, seconds=4):
    """Return what a server answers to these bytes until it closes, or for so long."""
    name, port = host.split(":")
    got = b""
    with closing(socket.create_connection((name, int(port)), timeout=seconds)) as line:
        try:
            line.sendall(request)
            while part := line.recv(65536):
                got += part
        except OSError:
            pass
    return got


def status_of(got):
    return int(got.split(b" ")[1]) if got.startswith(b"HTTP/") else None


def test_no_request_breaks_the_server(server, tries):
    for line in corpus("requests"):
        request = line.replace("{host}", server).encode("latin-1")
        got = answer_to(server, request, seconds=1.5)
        status = status_of(got)
        assert status is None or status < 500 or status in {501, 505}, (line, got[:300])
        assert b"Traceback" not in got and b"root:" not in got and b"[project]" not in got, line
        assert b"kwaad.example" not in got.split(b"\r\n\r\n")[0], line
        assert got.count(b"HTTP/1.1 200") <= 1, line
        tries.add()
    assert (
        status_of(answer_to(server, b"GET /gezond HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")) == 200
    )


def test_headers_without_end_are_refused(server, tries):
    for more in (b"X: " + b"a" * 1_000_000, b"".join(b"X%d: a\r\n" % n for n in range(5000))):
        got = answer_to(server, b"GET / HTTP/1.1\r\nHost: x\r\n" + more + b"\r\n\r\n")
        assert status_of(got) in {None, 400, 414, 431}
        tries.add()
    got = answer_to(server, b"GET /" + b"a" * 500_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n")
    assert status_of(got) in {None, 400, 404, 414, 431}
    tries.add()


def test_half_requests_leave_room_for_whole_ones(server, tries):
    """Twenty that send half and wait: whole requests are still answered."""
    name, port = server.split(":")
    held = []
    try:
        for _ in range(20):
            line = socket.create_connection((name, int(port)), timeout=5)
            line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Half: ")
            held.append(line)
            tries.add()
        assert (
            status_of(answer_to(server, b"GET /gezond HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
            == 200
        )
    finally:
        for line in held:
            line.close()


def test_a_large_body_takes_little_memory(server, tries):
    process = max(pids_of(server), key=memory_of)
    before = memory_of(process)
    head = (
        b"POST /inloggen HTTP/1.1\r\nHost: x\r\nContent-Length: 300000000\r\nContent-Type: text/plain\r\n\r\n"
    )
    got = answer_to(server, head + b"x" * 20_000_000)
    assert status_of(got) in {None, 400, 413}
    assert memory_of(process) - before < 100_000_000
    tries.add()


def pids_of(host):
    """Return the processes of this server, by the port that their environment names."""
    port = f"PORT={host.split(':')[1]}".encode()
    found = []
    for pid in filter(str.isdecimal, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/environ", "rb") as environment:
                if port in environment.read().split(b"\0"):
                    found.append(pid)
        except OSError:
            continue
    return found


def memory_of(pid):
    """Return how much memory a process has, in bytes."""
    with open(f"/proc/{pid}/statm") as told:
        return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
