"""A small disk of its own, to be filled, written to no more, or taken away; where that may be done."""

import errno
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PIECE = 64 * 1024  # bytes
MOUNTED_BY_ROOT_ONLY = "a file system can be mounted by root only"


class Volume:
    """A folder; a file system of its own when `is_small`."""

    def __init__(self, path: Path, *, is_small: bool) -> None:
        self.path, self.is_small = path, is_small
        self._ballast = path / "ballast"

    def fill(self) -> None:
        """Let not a byte be free."""
        with self._ballast.open("ab", buffering=0) as out:
            for size in (PIECE, 1):
                try:
                    while out.write(bytes(size)):
                        pass
                except OSError as full:
                    assert full.errno == errno.ENOSPC, full

    def clear(self) -> None:
        """Let there be room again."""
        self._ballast.unlink(missing_ok=True)

    def let_write(self, may: bool) -> None:
        """Let this file system be written to, or only be read."""
        subprocess.run(["mount", "-o", f"remount,{'rw' if may else 'ro'}", str(self.path)], check=True)


@contextmanager
def small_volume(megabytes: int) -> Iterator[Volume]:
    """Yield a disk in memory of this size; a plain folder for whoever may mount nothing."""
    path = Path(tempfile.mkdtemp(prefix="samenbord-volume-"))
    size = f"size={megabytes}m,mode=0755"
    line = ["mount", "-t", "tmpfs", "-o", size, "samenbord", str(path)]
    is_small = subprocess.run(line, capture_output=True).returncode == 0
    try:
        yield Volume(path, is_small=is_small)
    finally:
        if is_small:
            subprocess.run(["umount", "--lazy", str(path)], check=True)
        shutil.rmtree(path, ignore_errors=True)
