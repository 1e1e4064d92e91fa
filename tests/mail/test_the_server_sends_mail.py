"""The real server, a real mail server: somebody asks for a link, and it arrives."""

import os
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from tests.logs import run_ours, started
from tests.mail.servers import Takes, free_port

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.once]


@pytest.fixture
def taken() -> Iterator[tuple[Takes, int]]:
    """A mail server and its port."""
    takes = Takes()
    controller = Controller(takes, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield takes, controller.port
    controller.stop()


@pytest.fixture
def site(tmp_path: Path, taken: tuple[Takes, int]) -> Iterator[str]:
    """The address of the product as `run` starts it, on an empty database."""
    port = free_port()
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite'}",
        "FILES_DIR": str(tmp_path / "files"),
        "PORT": str(port),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "MAIL_SERVER": "127.0.0.1",
        "MAIL_PORT": str(taken[1]),
        "MAIL_FROM": "bord@example.nl",
    }
    command = [sys.executable, "-m", "workspace"]
    run_ours([*command, "db", "upgrade"], cwd=ROOT, env=environment, check=True)
    with started([*command, "run"], cwd=ROOT, env=environment):
        yield f"http://127.0.0.1:{port}"


def opened(browser: urllib.request.OpenerDirector, address: str, data: bytes | None = None) -> str:
    """Return a page, waiting until the server is up."""
    for _ in range(100):
        try:
            return str(browser.open(address, data).read().decode())
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.2)
    raise AssertionError("The server did not start.")


def sends(browser: urllib.request.OpenerDirector, address: str, **fields: str) -> str:
    """Fill in the form of a page as a browser does, and return the page that it leads to."""
    page = opened(browser, address)
    hidden = dict(re.findall(r'name="(csrf_token|once)"[^>]* value="([^"]*)"', page))
    return opened(browser, address, urllib.parse.urlencode(hidden | fields).encode())


def test_a_newcomer_gets_the_letter_and_is_let_in(site: str, taken: tuple[Takes, int]):
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    sends(browser, f"{site}/aanmelden", name="Nel", email="nel@example.nl")
    for _ in range(100):
        if taken[0].messages:
            break
        time.sleep(0.1)
    (message,) = taken[0].messages
    (link,) = re.findall(rf"{site}/\S+", message.get_content())
    sends(browser, link)
    assert "nel@example.nl" in opened(browser, f"{site}/account")
