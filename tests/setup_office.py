"""Find the LibreOffice that opens our documents in the tests, and get one where we may. Prints its path."""

import os
import shutil
import subprocess
import sys

NAMES = ("soffice", "libreoffice")
PACKAGE = "libreoffice-writer-nogui"
MISSING = f"""No LibreOffice here: the tests that open our DOCX and ODT with it are skipped.
Install it (Debian, Ubuntu: sudo apt-get install {PACKAGE}; elsewhere: the package of your system),
or name one that you have: OFFICE=/path/to/soffice make test"""


def office_path() -> str | None:
    """Return the path of the LibreOffice to use, or None."""
    return next(filter(None, map(shutil.which, (os.environ.get("OFFICE") or "", *NAMES))), None)


def _install() -> None:
    if os.geteuid() or not shutil.which("apt-get"):
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", PACKAGE]
    for command in (["apt-get", "update", "-qq"], install):
        subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)


def main() -> int:
    """Print the path of a LibreOffice, installed first where we may; or say plainly that there is none."""
    if office_path() is None:
        _install()
    path = office_path()
    print(path or MISSING, file=sys.stdout if path else sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
