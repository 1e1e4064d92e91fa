"""ClamAV itself, with one signature of its own, looks at what is uploaded as our settings promise."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from hashlib import md5
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.attacks.scanner import EICAR
from workspace.scanning import Infected, NotScanned, Scanner, scanner_at

CLAMD = shutil.which("clamd")
STARTS = 30  # seconds that it may take
LARGEST = 1024 * 1024  # bytes that this one looks at

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(CLAMD is None, reason="no ClamAV here (Debian: clamav-daemon)"),
]


@pytest.fixture(scope="module")
def clamd() -> Iterator[Scanner]:
    """The scanner, started without what it fetches from elsewhere."""
    with TemporaryDirectory(prefix="clamd") as place:
        folder = Path(place)
        folder.chmod(0o755)  # as root it goes on as a user of its own
        signature = f"{md5(EICAR, usedforsecurity=False).hexdigest()}:{len(EICAR)}:Test-File\n"
        (folder / "test.hdb").write_text(signature)
        settings = f"DatabaseDirectory {folder}\nLocalSocket {folder}/socket\nForeground yes\n"
        (folder / "clamd.conf").write_text(f"{settings}User root\nStreamMaxLength {LARGEST}\n")
        line = [str(CLAMD), "--config-file", str(folder / "clamd.conf")]
        with subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
            scanner = scanner_at(f"unix:{folder}/socket")
            assert scanner
            until = time.monotonic() + STARTS
            while not scanner.is_there():
                assert running.poll() is None and time.monotonic() < until, "ClamAV does not start"
                time.sleep(0.1)
            yield scanner
            running.terminate()


def test_it_lets_a_clean_file_through(clamd):
    clamd.look_at(b"Een brief van de gemeente. " * 9000)


def test_it_finds_what_it_knows(clamd):
    with pytest.raises(Infected):
        clamd.look_at(EICAR)


def test_what_it_does_not_look_at_is_not_clean(clamd):
    with pytest.raises(NotScanned):
        clamd.look_at(b"x" * (LARGEST * 3))
