"""The production server: one process that answers on several threads, and a watcher that restarts it."""

import gc
import logging
import socket
import sys
import tomllib
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from werkzeug.middleware.proxy_fix import ProxyFix

from workspace import create_app, features, hourly, later
from workspace.config import Settings
from workspace.connections import only_existing
from workspace.db import db
from workspace.stores import files_of
from workspace.stores import only_existing as only_existing_files

ROOT = Path(__file__).parent.parent
EVERYWHERE = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - looked for, not listened at
Wsgi = Callable[..., Any]
SHUT_DOWN_SECONDS = 15  # what a request under way gets to finish


log = logging.getLogger(__name__)


class PortTaken(Exception):
    """Something else already listens at this address."""


@dataclass(frozen=True)
class Loader:
    """Makes the application inside the process that serves it.

    A feature's `cli` may hold `beside`: functions that get the application and start what runs beside the
    server, such as the delivery of mail; and `hourly`: what is done each hour.
    """

    settings: Settings

    def __call__(self, *_: object) -> Wsgi:
        app = create_app(self.settings)
        later.load_for_visitors()
        with app.app_context():
            only_existing(db.engine)
            only_existing_files(files_of(self.settings))
        for commands in features.modules("cli"):
            for start in getattr(commands, "beside", ()):
                start(app)
        hourly.start(app)
        rest_the_collector()
        return behind_proxies(app, self.settings.trusted_proxies)


def rest_the_collector() -> None:
    """Let Python look for garbage less often, and never at what is there from the start.

    A page over thousands of rows makes tens of thousands of objects, all still in use: looking through them
    again and again took as long as the page itself.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def introduce(settings: Settings) -> None:
    """Say in the log what this server runs on, and what is not as it should be where people use it."""
    kind = urlsplit(settings.database_url).scheme.split("+")[0]
    mail = f"{settings.mail_server}:{settings.mail_port}" if settings.has_mail else "stays in the outbox"
    files = settings.files_dir if settings.files_store == "folder" else f"store, bucket {settings.s3_bucket}"
    log.info("Samenbord %s, Python %s, %s", release(), sys.version.split()[0], settings.environment)
    log.info("Listens at %s port %s, for %s", settings.host, settings.port, settings.site_url)
    log.info("Database: %s. Mail: %s. Files: %s", kind, mail, files)
    for warning in unsafe(settings):
        log.warning("Not safe: %s", warning)


def release() -> str:
    """Return the version of this code."""
    try:
        return version("samenbord")
    except PackageNotFoundError:  # run from its folder, not installed
        found = tomllib.loads((ROOT / "pyproject.toml").read_text())
        return str(found["project"]["version"])


def unsafe(settings: Settings) -> list[str]:
    """Return what is good enough to try it out, and not for people who rely on it."""
    found = {
        "ENVIRONMENT is not production": settings.environment != "production",
        "SITE_URL is plain http": not settings.secure_cookies,
        "SECRET_KEY is the one that everybody knows": settings.has_known_secret,
        "DEMO is on: its passwords are public": settings.demo,
        "DEBUG is on": settings.debug,
        "no MAIL_SERVER is set": not settings.has_mail,
        "HOST is open to every network, and TRUSTED_PROXIES is 0": settings.host in EVERYWHERE
        and not settings.trusted_proxies,
        "METRICS_HOST is open to every network": bool(settings.metrics_port)
        and settings.metrics_host in EVERYWHERE,
        "S3_ENDPOINT is plain http": settings.s3_endpoint.startswith("http://"),
    }
    return [told for told, is_so in found.items() if is_so]


def behind_proxies(wsgi: Wsgi, count: int) -> Wsgi:
    """Return the application such that it believes this many proxies about address, scheme and host.

    Once it says in the log when the requests that come tell of another number of proxies.
    """
    believing = ProxyFix(wsgi, x_for=count, x_proto=count, x_host=count) if count else wsgi
    told: list[str] = []

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        if not told and (wrong := wrong_proxies(environ, count)):
            told.append(wrong)
            log.warning("TRUSTED_PROXIES is %s: %s", count, wrong)
        return believing(environ, start_response)

    return answer


def wrong_proxies(environ: Mapping[str, Any], count: int) -> str:
    """Return what a request tells against this number of proxies, "" for nothing.

    A visitor may claim more proxies than there are; fewer only when there are fewer. With none trusted, what
    comes from this machine or its network, and tells for whom, is a proxy.
    """
    claimed = [part for part in environ.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if 0 < len(claimed) < count:
        return f"requests come through {len(claimed)}, so visitors may be taken for one address"
    try:
        is_near = ip_address(environ.get("REMOTE_ADDR", "")).is_private
    except ValueError:
        is_near = False
    if claimed and not count and is_near:
        return "a proxy stands in front, so all visitors share one address and its limits"
    return ""


def serve(settings: Settings) -> None:
    """Serve until somebody stops it (SIGTERM, SIGINT); raise PortTaken when the address is in use."""
    check_port(settings.host, settings.port)
    introduce(settings)
    make_folder(settings)
    server = Granian(
        "samenbord",  # only a name: the loader below makes the application
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=settings.threads,
        respawn_failed_workers=True,
        workers_kill_timeout=SHUT_DOWN_SECONDS,
        websockets=False,
        log_level=LogLevels.warning,
    )
    server.serve(target_loader=Loader(settings), wrap_loader=False)


def make_folder(settings: Settings) -> None:
    """Make the folder for files at the first start; when that cannot be, the page about health says so."""
    if settings.files_store == "folder":
        with suppress(OSError):
            settings.files_dir.mkdir(parents=True, exist_ok=True)


def check_port(host: str, port: int) -> None:
    """Raise PortTaken when nothing can listen there now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise PortTaken(f"Cannot listen at {host}:{port}: {problem.strerror}.") from problem
