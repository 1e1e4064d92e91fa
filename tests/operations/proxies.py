"""nginx and Caddy as processes, with what we ship in deploy/."""

import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import urllib3
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.mail.servers import free_port

DEPLOY = Path(__file__).parents[2] / "deploy"
SITE = "samen.example.nl"


class Ports(NamedTuple):
    """Where a proxy listens: for pages, and for whoever comes by plain http."""

    secure: int
    plain: int


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


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(100):
        assert process.poll() is None, "The proxy stopped"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("The proxy does not listen")


@contextmanager
def running_nginx(place: Path, behind: int) -> Iterator[Ports]:
    """Run nginx with what we ship, other ports and a certificate of this test aside."""
    ports = Ports(free_port(), free_port())
    make_certificate(place)
    shipped = (DEPLOY / "nginx.conf").read_text()
    changed = re.sub(r".*listen \[::\].*\n", "", shipped)
    for old, new in (
        ("listen 80;", f"listen 127.0.0.1:{ports.plain};"),
        ("listen 443 ", f"listen 127.0.0.1:{ports.secure} "),
        ("server 127.0.0.1:8000", f"server 127.0.0.1:{behind}"),
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
        wait_for(ports.secure, process)
        yield ports
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def running_caddy(place: Path, behind: int) -> Iterator[Ports]:
    """Run Caddy with what we ship, its ports and a certificate of its own aside."""
    ports = Ports(free_port(), free_port())
    changed = (DEPLOY / "Caddyfile").read_text()
    options = f"admin off\n\tskip_install_trust\n\thttp_port {ports.plain}\n\thttps_port {ports.secure}"
    for old, new in (
        ("{\n\tservers {", f"{{\n\t{options}\n\tservers {{"),
        (f"\nhttp://{SITE} {{", f"\nhttp://{SITE} {{\n\tbind 127.0.0.1"),
        (f"\n{SITE} {{", f"\n{SITE} {{\n\tbind 127.0.0.1\n\ttls internal"),
        ("127.0.0.1:8000", f"127.0.0.1:{behind}"),
    ):
        assert old in changed, old
        changed = changed.replace(old, new)
    (place / "Caddyfile").write_text(changed)
    home = os.environ | {"XDG_DATA_HOME": str(place), "XDG_CONFIG_HOME": str(place), "HOME": str(place)}
    with (place / "log").open("w") as out:
        line = ["caddy", "run", "--config", str(place / "Caddyfile"), "--adapter", "caddyfile"]
        process = subprocess.Popen(line, env=home, stdout=out, stderr=out)
    try:
        wait_for(ports.secure, process)
        yield ports
    finally:
        process.terminate()
        process.wait(20)


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
