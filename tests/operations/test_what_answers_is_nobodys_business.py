"""No answer says which server gives it, or which version: who looks for a known hole starts there."""

import re
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import urllib3
import yaml

from tests.mail.servers import free_port
from tests.operations.proxies import DEPLOY, SITE, Ports, Visitor, running_caddy, running_nginx
from tests.operations.test_proxies import needs, server  # noqa: F401 - a fixture

pytestmark = [pytest.mark.slow, pytest.mark.once]
ANYWHERE = re.MULTILINE | re.DOTALL
TELLS = re.compile(
    rb"granian|hyper|werkzeug|flask|jinja|gunicorn|python|sqlite|postgres|psycopg|caddy|nginx/|ersion[ :]\d",
    re.IGNORECASE,
)
BY_ITSELF = ("server", "via", "x-powered-by", "x-runtime", "x-version", "x-aspnet-version")
PATHS = ("/", "/inloggen", "/niets", "/mijn", "/gezond", "/health/live", "/health/ready", "/static/niets.css")
RAW = (
    b"GARBAGE\r\n\r\n",
    b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"POST /inloggen HTTP/1.1\r\nHost: x\r\nContent-Length: nee\r\n\r\n",
    b"POST /inloggen HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 500_000 + b"\r\n\r\n",
    b"TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
)


def told_by(answer: urllib3.BaseHTTPResponse) -> list[str]:
    """Return the headers of an answer that say what gave it."""
    said = [f"{name}: {value}" for name, value in answer.headers.items() if name.lower() in BY_ITSELF]
    return [header for header in said if header != "server: web"]


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS", "DELETE"])
def test_our_own_server_tells_nothing(server, method):  # noqa: F811
    for path in PATHS:
        answer = urllib3.request(method, server.address + path, retries=False, redirect=False)
        assert told_by(answer) == [], path
        assert not TELLS.search(answer.data), path


@pytest.mark.parametrize("raw", RAW, ids=range(len(RAW)))
def test_nor_in_answer_to_what_no_browser_sends(server, raw):  # noqa: F811
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as line:
        try:
            line.sendall(raw)
            line.shutdown(socket.SHUT_WR)
            answer = b"".join(iter(lambda: line.recv(65536), b""))
        except OSError:
            return  # it hung up, which tells nothing
    assert not TELLS.search(answer) and b"\nserver:" not in answer.lower().replace(b"\nserver: web\r", b"")


def test_the_proxies_as_shipped_hide_theirs():
    nginx = (DEPLOY / "nginx.conf").read_text()
    blocks = re.split(r"^server \{", nginx, flags=re.MULTILINE)[1:]
    assert [block.count("\n    server_tokens off;") for block in blocks] == [1, 1]
    assert "proxy_pass_header" not in nginx and "server_tokens on" not in nginx
    composed = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["configs"]["proxy"]["content"]
    for caddy in ((DEPLOY / "Caddyfile").read_text(), composed):
        sites = re.findall(r"^\S*(?:samen\.example\.nl|\$\{SITE_HOST:\?\}) \{(.*?)^\}", caddy, ANYWHERE)
        assert ["import nameless" in site for site in sites] == [True, True]
        assert (caddy.count("-Server"), caddy.count("-Via")) == (3, 2)


@pytest.fixture(
    scope="module",
    params=[pytest.param("nginx", marks=needs("nginx")), pytest.param("caddy", marks=needs("caddy"))],
)
def proxy(request, tmp_path_factory) -> Iterator[tuple[str, Ports]]:
    """A proxy with nothing behind it: it answers everything by itself."""
    run = {"nginx": running_nginx, "caddy": running_caddy}[request.param]
    with run(tmp_path_factory.mktemp("alone"), free_port()) as ports:
        yield request.param, ports


def test_a_proxy_that_answers_by_itself_does_not_tell_its_version(proxy):
    name, ports = proxy
    plain = urllib3.request(
        "GET", f"http://127.0.0.1:{ports.plain}/", headers={"Host": SITE}, retries=False, redirect=False
    )
    away = Visitor(ports.secure).asks("GET", "/inloggen")
    closed = Visitor(ports.secure).asks("GET", "/metrics")
    assert (plain.status // 100, away.status // 100, closed.status) == (3, 5, 404)
    # nginx has no way to say nothing at all; the name without a version is the least it can say.
    least = ["Server: nginx"] if name == "nginx" else []
    for answer in (plain, away, closed):
        assert told_by(answer) in ([], least)
        assert not TELLS.search(answer.data)


@pytest.mark.skipif(not Path("/etc/nginx").is_dir() or not shutil.which("nginx"), reason="no nginx here")
def test_a_page_through_nginx_names_it_without_a_version(server, tmp_path):  # noqa: F811
    with running_nginx(tmp_path, server.port) as ports:
        assert told_by(Visitor(ports.secure).asks("GET", "/inloggen")) == ["Server: nginx"]


@needs("caddy")
def test_a_page_through_caddy_names_nothing(server, tmp_path):  # noqa: F811
    with running_caddy(tmp_path, server.port) as ports:
        visitor = Visitor(ports.secure)
        for path in PATHS:
            assert told_by(visitor.asks("GET", path)) == [], path
