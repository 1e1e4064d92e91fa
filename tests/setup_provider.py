"""Make an environment with a real identity server (Canaille) for the tests. Prints its Python.

It has an environment of its own, because it needs other versions of what we need too.
"""

import subprocess
import sys
import venv
from hashlib import sha256
from pathlib import Path

LOCK = Path(__file__).with_name("provider-requirements.lock")
FOLDER = Path(sys.prefix) / "provider"
PYTHON = FOLDER / "bin" / "python"
MADE = FOLDER / "made-from"
MISSING = "The identity server (tests/provider-requirements.lock) could not be installed here."


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


if __name__ == "__main__":
    try:
        print(provider_python())  # noqa: T201
    except NoProvider as problem:
        sys.exit(str(problem))
