"""nginx and Caddy, as they are shipped in deploy/, in front of a real server."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import urllib3
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.faults.servers import Nursery, Server
from tests.mail.servers import free_port

pytestmark = [pytest.mark.slow, pytest.mark.once]
DEPLOY = Path(__file__).parents[2] / "deploy"
SITE = "samen.example.nl"
ALONE = "admin off\n\tauto_https disable_redirects\n\tskip_install_trust"  # for Caddy on a test machine


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not on this machine")


def make_certificate(place: Path) -> None:
    """Write a certificate for the site that nobody else trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, SITE)])
    moment = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(moment - timedelta(days=1))
        .not_valid_after(moment + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (place / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (place / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


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


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(100):
        assert process.poll() is None, "The proxy stopped"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("The proxy does not listen")


@pytest.fixture(scope="module")
def nginx(server, tmp_path_factory) -> Iterator[int]:
    """Run nginx with what we ship, other ports and a certificate of this test aside; give its port."""
    place, port, plain = tmp_path_factory.mktemp("nginx"), free_port(), free_port()
    make_certificate(place)
    shipped = (DEPLOY / "nginx.conf").read_text()
    changed = re.sub(r".*listen \[::\].*\n", "", shipped)
    for old, new in (
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ", f"listen 127.0.0.1:{port} "),
        ("server 127.0.0.1:8000", f"server 127.0.0.1:{server.port}"),
        (f"/etc/letsencrypt/live/{SITE}", str(place)),
        ("/var/log/nginx/samenbord.log", str(place / "error.log")),
    ):
        assert old in changed, old
        changed = changed.replace(old, new)
    temporary = "".join(
        f"{kind}_temp_path {place}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (place / "nginx.conf").write_text(
        f"daemon off;\npid {place}/pid;\nerror_log {place}/error.log;\n"
        f"events {{}}\nhttp {{\n{temporary}{changed}\n}}\n"
    )
    line = ["nginx", "-p", str(place), "-c", str(place / "nginx.conf"), "-e", str(place / "error.log")]
    checked = subprocess.run([*line, "-t"], capture_output=True, text=True, timeout=20)
    assert checked.returncode == 0, checked.stderr
    process = subprocess.Popen(line, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def caddy(server, tmp_path_factory) -> Iterator[int]:
    """Run Caddy with what we ship, its port and a certificate of its own aside; give its port."""
    place, port = tmp_path_factory.mktemp("caddy"), free_port()
    changed = (DEPLOY / "Caddyfile").read_text()
    for old, new in (
        (
            "{\n\tservers {",
            "{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n\tservers {",
        ),
        (f"{SITE} {{", f"https://{SITE}:{port} {{\n\tbind 127.0.0.1\n\ttls internal"),
        ("127.0.0.1:8000", f"127.0.0.1:{server.port}"),
    ):
        assert old in changed, old
        changed = changed.replace(old, new)
    (place / "Caddyfile").write_text(changed)
    home = os.environ | {"XDG_DATA_HOME": str(place), "XDG_CONFIG_HOME": str(place), "HOME": str(place)}
    with (place / "log").open("w") as out:
        line = ["caddy", "run", "--config", str(place / "Caddyfile"), "--adapter", "caddyfile"]
        process = subprocess.Popen(line, env=home, stdout=out, stderr=out)
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(
    params=[pytest.param("nginx", marks=needs("nginx")), pytest.param("caddy", marks=needs("caddy"))]
)
def visitor(request) -> Iterator["Visitor"]:
    """Somebody far away from the server, with the proxy between them."""
    yield Visitor(request.getfixturevalue(request.param))


class Visitor:
    """Asks through a proxy, from an address of their own."""

    def __init__(self, port: int) -> None:
        self.port = port

    def asks(self, method: str, path: str, *, source: str = "127.0.0.1", **more) -> urllib3.HTTPResponse:
        pool = urllib3.HTTPSConnectionPool(
            "127.0.0.1",
            self.port,
            cert_reqs="CERT_NONE",
            server_hostname=SITE,
            assert_hostname=False,
            source_address=(source, 0),
            retries=False,
            timeout=30,
        )
        headers = {"Host": SITE, **more.pop("headers", {})}
        with_warning = urllib3.exceptions.InsecureRequestWarning
        urllib3.disable_warnings(with_warning)
        return pool.request(method, path, headers=headers, redirect=False, **more)


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
            plain = socket.create_connection(("127.0.0.1", nginx), timeout=10)
            sender = context.wrap_socket(plain, server_hostname=SITE)
            sender.sendall(
                f"POST /inloggen HTTP/1.1\r\nHost: {SITE}\r\nContent-Length: 5000\r\n\r\nemail=".encode()
            )
            slow.append(sender)
        began = time.monotonic()
        for _ in range(5):
            assert Visitor(nginx).asks("GET", "/inloggen").status == 200
        assert time.monotonic() - began < 5
    finally:
        for sender in slow:
            sender.close()
