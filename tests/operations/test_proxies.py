"""nginx and Caddy, as they are shipped in deploy/, in front of a real server."""

import re
import shutil
import socket
import ssl
import time
from collections.abc import Iterator

import pytest
import urllib3

from tests.faults.servers import Nursery, Server
from tests.operations.proxies import SITE, Ports, Visitor, running_caddy, running_nginx

pytestmark = [pytest.mark.slow, pytest.mark.once]


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not on this machine")


@pytest.fixture(scope="module")
def server(whole_app, database_url, tmp_path_factory) -> Iterator[Server]:
    """A server as it runs behind a proxy: with few threads, so that slow senders would be felt."""
    nursery = Nursery()
    try:
        with Server(
            nursery,
            database_url,
            tmp_path_factory.mktemp("behind"),
            SITE_URL=f"https://{SITE}",
            TRUSTED_PROXIES="1",
            THREADS="2",
            LIMIT_SIGN_IN="2 per day",
        ) as server:
            yield server
    finally:
        nursery.close()


@pytest.fixture(scope="module")
def nginx(server, tmp_path_factory) -> Iterator[Ports]:
    with running_nginx(tmp_path_factory.mktemp("nginx"), server.port) as ports:
        yield ports


@pytest.fixture(scope="module")
def caddy(server, tmp_path_factory) -> Iterator[Ports]:
    with running_caddy(tmp_path_factory.mktemp("caddy"), server.port) as ports:
        yield ports


@pytest.fixture(
    params=[pytest.param("nginx", marks=needs("nginx")), pytest.param("caddy", marks=needs("caddy"))]
)
def visitor(request) -> Iterator["Visitor"]:
    """Somebody far away from the server, with the proxy between them."""
    yield Visitor(request.getfixturevalue(request.param).secure)


def ready(visitor: Visitor) -> None:
    for _ in range(100):
        if visitor.asks("GET", "/health/ready").status == 200:
            return
        time.sleep(0.1)
    raise AssertionError("The proxy finds no server that is ready")


def test_a_page_comes_through_with_each_header_once(visitor):
    ready(visitor)
    page = visitor.asks("GET", "/inloggen", headers={"X-Request-ID": "gekozen-door-iemand-anders"})
    assert page.status == 200 and "<h1" in page.data.decode()
    names = [name.lower() for name in page.headers]
    doubled = {name for name in names if len(page.headers.getlist(name)) > 1} - {"set-cookie", "vary"}
    assert not doubled
    assert "content-security-policy" in names and "strict-transport-security" in names
    assert re.fullmatch(r"[0-9a-f-]{32,36}", page.headers["X-Request-ID"])
    cookies = page.headers.getlist("Set-Cookie")
    assert cookies and all(each.startswith("__Host-") and "Secure" in each for each in cookies)


def test_figures_are_not_given_out(visitor):
    ready(visitor)
    answer = visitor.asks("GET", "/metrics")
    assert answer.status == 404 and b"samenbord_" not in answer.data


def test_the_address_of_a_visitor_is_found_by_the_proxy_and_never_claimed(visitor):
    """Attempts are counted by address: other claims do not help, another address does."""
    ready(visitor)

    def attempt(number: int, source: str) -> int:
        headers = {"X-Forwarded-For": f"198.51.100.{number}", "Forwarded": f"for=198.51.100.{number}"}
        page = visitor.asks("GET", "/inloggen", source=source)
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.data.decode())
        assert token
        cookie = page.headers.getlist("Set-Cookie")[0].partition(";")[0]
        fields = {"email": f"iemand-{number}@example.org", "password": "mis-mis-mis", "csrf_token": token[1]}
        headers |= {"Cookie": cookie, "Referer": f"https://{SITE}/inloggen"}
        return visitor.asks(
            "POST", "/inloggen", source=source, headers=headers, fields=fields, encode_multipart=False
        ).status

    first, second = (f"127.0.{visitor.port % 200 + 1}.{last}" for last in (11, 12))
    assert [attempt(number, first) for number in range(4)] == [422, 422, 429, 429]
    assert attempt(9, second) == 422


def test_what_is_too_large_is_refused_before_the_server(visitor):
    ready(visitor)
    try:
        status = visitor.asks("POST", "/inloggen", body=b"x" * (43 * 1024 * 1024)).status
    except urllib3.exceptions.HTTPError:
        return  # it hung up while we were still sending, which is its right
    assert status == 413


@needs("nginx")
def test_slow_senders_do_not_keep_the_server_busy(nginx):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    slow = []
    try:
        for _ in range(20):
            plain = socket.create_connection(("127.0.0.1", nginx.secure), timeout=10)
            sender = context.wrap_socket(plain, server_hostname=SITE)
            sender.sendall(
                f"POST /inloggen HTTP/1.1\r\nHost: {SITE}\r\nContent-Length: 5000\r\n\r\nemail=".encode()
            )
            slow.append(sender)
        began = time.monotonic()
        for _ in range(5):
            assert Visitor(nginx.secure).asks("GET", "/inloggen").status == 200
        assert time.monotonic() - began < 5
    finally:
        for sender in slow:
            sender.close()
