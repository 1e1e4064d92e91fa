"""Where files lie: in a folder of this machine, or in a bucket of an S3-compatible store.

What is kept never changes and has a name that nobody can guess. It is written before the row that names it,
and removed after the commit that forgets it: a crash leaves a file without a row, never a row without a file.
"""

import logging
import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile
from typing import IO, NamedTuple

from workspace.config import Settings

log = logging.getLogger(__name__)

# At the root of the place: whose it is (workspace/whose.py). It is no file that anybody gave.
MARKER = "samenbord.json"
PIECE = 256 * 1024  # bytes read at a time
IN_MEMORY = 2 * 1024 * 1024  # bytes of a file that stand in memory on their way
_served: set[Path] = set()  # folders that must be there: see only_existing


class StoreAway(Exception):
    """The store did not answer, or refused us; it may be over after a while."""


class NotOurs(StoreAway):
    """Another installation keeps its files here: this one removes none of them."""


class Kept(NamedTuple):
    """A file that lies there: its name from this folder on, its bytes, when it was written (since 1970)."""

    name: str
    size: int
    written_at: float


class Folder(ABC):
    """A folder of files, wherever it lies. Raises StoreAway when it cannot be reached."""

    is_far = False  # across a network: not to be waited for inside a transaction
    guard: Callable[[], None] | None = None  # raises NotOurs when nothing here may be removed

    def folder(self, name: str) -> "Folder":
        """Return a folder in this one."""
        inner = self._inner(name)
        inner.guard = self.guard
        return inner

    @abstractmethod
    def _inner(self, name: str) -> "Folder": ...

    @abstractmethod
    def write(self, name: str, content: bytes | IO[bytes]) -> None:
        """Write a new file; it lies safely there when this returns. Raise FileExistsError on a disk."""

    @abstractmethod
    def open(self, name: str) -> IO[bytes]:
        """Return a file to be read and closed; raise FileNotFoundError."""

    @abstractmethod
    def size(self, name: str) -> int | None:
        """Return how many bytes a file has, or None when there is none."""

    def remove(self, name: str) -> None:
        """Take a file away; one that is gone already is as well. Raise NotOurs in a store of others."""
        if self.guard is not None:
            self.guard()
        self._remove(name)

    @abstractmethod
    def _remove(self, name: str) -> None: ...

    def walk(self) -> Iterator[Kept]:
        """Yield every file in here and in the folders below, by name."""
        return (kept for kept in self._walk() if kept.name != MARKER)

    @abstractmethod
    def _walk(self) -> Iterator[Kept]: ...

    @abstractmethod
    def check(self) -> None:
        """Raise OSError or StoreAway when nothing can be kept here."""

    @abstractmethod
    def make(self) -> None:
        """Make the place itself, unless it is there; raise OSError or StoreAway."""

    def drop(self, name: str) -> None:
        """Take away a file that no row names any more; one that cannot be reached now stays a stray."""
        try:
            self.remove(name)
        except (OSError, StoreAway) as trouble:
            log.warning("A file that nobody needs stays for now: %s", type(trouble).__name__)

    def read(self, name: str) -> bytes:
        """Return what is in a file; raise FileNotFoundError."""
        with self.open(name) as file:
            return file.read()


class OnDisk(Folder):
    """A folder of this machine."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()

    def __str__(self) -> str:
        return str(self.path)

    def _inner(self, name: str) -> "OnDisk":
        return OnDisk(self.path / name)

    def write(self, name: str, content: bytes | IO[bytes]) -> None:
        self.require()
        place = self._at(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            with place.open("xb") as out:
                out.writelines(pieces(content))
                out.flush()
                os.fsync(out.fileno())
        except FileExistsError:
            raise
        except BaseException:
            place.unlink(missing_ok=True)  # half a file is worth nothing: the disk may be full
            raise

    def open(self, name: str) -> IO[bytes]:
        return self._at(name).open("rb")

    def size(self, name: str) -> int | None:
        place = self._at(name)
        return place.stat().st_size if place.is_file() else None

    def _remove(self, name: str) -> None:
        self._at(name).unlink(missing_ok=True)

    def _walk(self) -> Iterator[Kept]:
        for path in sorted(self.path.rglob("*")):
            if path.is_file():
                stat = path.stat()
                yield Kept(path.relative_to(self.path).as_posix(), stat.st_size, stat.st_mtime)

    def check(self) -> None:
        self.make()
        with TemporaryFile(dir=self.path) as probe:
            probe.write(b"1")

    def make(self) -> None:
        self.require()
        self.path.mkdir(parents=True, exist_ok=True)

    def require(self) -> None:
        """Raise StoreAway when this lies in a folder that must be there, and is not."""
        if any(self.path.is_relative_to(folder) and not folder.is_dir() for folder in _served):
            raise StoreAway("The folder for files is gone.")

    def _at(self, name: str) -> Path:
        return self.path / inside(name)


def inside(name: str) -> str:
    """Return a name that stays in its folder; raise FileNotFoundError for one that leads out of it."""
    parts = PurePosixPath(name)
    if parts.is_absolute() or ".." in parts.parts:
        raise FileNotFoundError(name)
    return name


def only_existing(files: Folder) -> None:
    """Make no empty folder where a disk is gone: what lies in it is out of sight once that is back."""
    if isinstance(files, OnDisk):
        _served.add(files.path)


def files_of(settings: Settings) -> Folder:
    """Return the folder that holds all files of this installation: nothing goes from one of others."""
    from workspace.whose import require_ours  # it asks here where the files lie

    files = place_of(settings)
    files.guard = partial(require_ours, settings)
    return files


def place_of(settings: Settings) -> Folder:
    """Return the place where this installation keeps its files, whoever keeps theirs there too."""
    if settings.files_store == "s3":
        from workspace.buckets import InBucket, connection  # half a second: only where it is used

        return InBucket(connection(settings), settings.s3_bucket)
    return OnDisk(settings.files_dir)


def as_folder(place: Folder | Path) -> Folder:
    """Return a folder; a path is one of this machine."""
    return OnDisk(place) if isinstance(place, Path) else place


def make_room(settings: Settings) -> None:
    """Make the folder or the bucket for files, unless it is there; raise OSError or StoreAway."""
    files = files_of(settings)
    files.make()
    files.check()


def copy_all(source: Folder, target: Folder) -> Iterator[tuple[Kept, bool]]:
    """Copy every file that is not in `target` yet, and yield each with whether it was copied now.

    Begun again after it was broken off, it goes on where it was. Raise StoreAway when a copy has another
    size than the file itself.
    """
    for kept in source.walk():
        is_new = target.size(kept.name) != kept.size
        if is_new:
            with source.open(kept.name) as file:
                target.write(kept.name, file)
            if target.size(kept.name) != kept.size:
                raise StoreAway(f"The copy of {kept.name} is not whole.")
        yield kept, is_new


def pieces(content: bytes | IO[bytes]) -> Iterator[bytes]:
    """Yield what is in a file, in pieces that any machine can hold."""
    stream = BytesIO(content) if isinstance(content, bytes) else content
    while piece := stream.read(PIECE):
        yield piece
