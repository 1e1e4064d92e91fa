"""Find the Chromium that the browser tests drive, and get one where there is none. Prints its path."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = """The browser tests need Chromium, and it could not be installed here.
Install it yourself (Debian, Ubuntu: sudo apt-get install chromium; elsewhere: the package of your system),
or name one that you have: CHROMIUM=/path/to/chromium make test"""


class NoBrowser(RuntimeError):
    """There is no Chromium on this machine; the message says how to get one."""


def chromium_path() -> str:
    """Return the path of the Chromium to use; raise NoBrowser when there is none."""
    found = _named() or next(filter(None, map(shutil.which, NAMES)), None) or _downloaded()
    if found is None:
        raise NoBrowser(MISSING)
    return found


def _named() -> str | None:
    path = os.environ.get("CHROMIUM")
    if path and not shutil.which(path):
        raise NoBrowser(f"CHROMIUM names {path}, but there is no program there.")
    return path


def _downloaded() -> str | None:
    """Return the browser that Playwright downloaded for itself, if it did."""
    # In a process of its own: Playwright starts once in each, and the tests may have started it here.
    ask = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
    )
    path = subprocess.check_output([sys.executable, "-c", ask], text=True).strip()
    return path if Path(path).exists() else None


def _install() -> None:
    """Get a browser: the system's own when we may, else the one that Playwright downloads."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
            subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
        if shutil.which("chromium"):
            return
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)


def main() -> int:
    """Print the path of a Chromium, installed first where needed; return 1 when there is none to be had."""
    try:
        print(chromium_path())
        return 0
    except NoBrowser as problem:
        if os.environ.get("CHROMIUM"):
            print(problem, file=sys.stderr)
            return 1
    _install()
    try:
        print(chromium_path())
    except NoBrowser as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
