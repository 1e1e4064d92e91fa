"""Make an environment with a real identity server (Canaille) for the tests. Prints its Python.

It has an environment of its own, because it needs other versions of what we need too.
"""

import os
import subprocess
import sys
import venv
from hashlib import sha256
from pathlib import Path

LOCK = Path(__file__).with_name("provider-requirements.lock")
FOLDER = Path(sys.prefix) / "provider"
PYTHON = FOLDER / "bin" / "python"
MADE = FOLDER / "made-from"
MISSING = """No identity server here: the tests that sign in through one are skipped.
Its packages (tests/provider-requirements.lock) could not be installed; what pip said stands above."""


class NoProvider(RuntimeError):
    """There is no identity server on this machine, and none to be had."""


def provider_python() -> Path:
    """Return the Python that has the server, installing it first where needed; raise NoProvider."""
    wanted = sha256(LOCK.read_bytes()).hexdigest()
    if MADE.exists() and MADE.read_text() == wanted:
        return PYTHON
    venv.create(FOLDER, with_pip=True, clear=True)
    install = [str(PYTHON), "-m", "pip", "install", "-qq", "--require-hashes", "-r", str(LOCK)]
    if subprocess.run(install, stdout=sys.stderr, check=False).returncode:
        raise NoProvider(MISSING)
    MADE.write_text(wanted)
    return PYTHON


def main() -> int:
    """Print the Python that has the server; or say plainly that there is none, which is a mistake in CI."""
    try:
        print(provider_python())
    except NoProvider as problem:
        print(problem, file=sys.stderr)
        return 1 if os.environ.get("CI") else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
