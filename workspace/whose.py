"""Whose files lie in a store: two installations on one would each remove what the other's people gave.

A small file at its root tells which installation keeps its files there: its public address, and a fingerprint
of where its database is, so that a copy of the database is another one. Whoever finds no such file writes
theirs. Whoever finds another's removes nothing, until they are told to take the store over.
"""

import json
from contextlib import suppress
from hashlib import sha256
from time import monotonic
from typing import NamedTuple

from sqlalchemy.engine import make_url

from workspace.config import Settings
from workspace.stores import MARKER, Folder, NotOurs, place_of

SURE_FOR = 60.0  # seconds in which a store that was ours is not asked again
TAKE_OVER = "python -m workspace files take-over"
_ours: dict[tuple[str, "Installation"], float] = {}  # until when, of a process


class Installation(NamedTuple):
    """What keeps its files somewhere: the public address, and a fingerprint of where its database is."""

    address: str
    database: str

    @classmethod
    def of(cls, settings: Settings) -> "Installation":
        """Return what these settings run; passwords of the database are no part of it."""
        url = make_url(settings.database_url)
        where = f"{url.get_backend_name()} {url.host} {url.port} {url.database}"
        return cls(settings.site_url, sha256(where.encode()).hexdigest()[:16])


def read_owner(files: Folder) -> Installation | None:
    """Return whose files lie here, or None when nobody wrote it down; raise OSError or StoreAway."""
    try:
        told = json.loads(files.read(MARKER))
        return Installation(str(told["address"]), str(told["database"]))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):  # half written, or not by us: nobody's we know
        return Installation("?", "?")


def require_ours(settings: Settings) -> None:
    """Raise NotOurs when another installation keeps its files here; write down that it is ours when nobody's.

    Raise OSError or StoreAway when that cannot be known now.
    """
    files, mine = place_of(settings), Installation.of(settings)
    if _ours.get((str(files), mine), 0.0) > monotonic():
        return
    owner = read_owner(files)
    if owner is None:
        with suppress(FileExistsError):  # somebody was first
            _write(files, mine)
        owner = read_owner(files)
    if owner != mine:
        raise NotOurs(told_of(owner, mine))
    _ours[str(files), mine] = monotonic() + SURE_FOR


def take_over(settings: Settings) -> Installation | None:
    """Write down that the files here are of this installation; return whose they were."""
    files, mine = place_of(settings), Installation.of(settings)
    owner = read_owner(files)
    if owner != mine:
        if owner is not None:
            files.remove(MARKER)
        _write(files, mine)
    return owner


def told_of(owner: Installation | None, mine: Installation) -> str:
    """Return in words whose files these are."""
    if owner is None or owner.address == "?":
        return "It cannot be read whose files lie here: none is removed."
    other = "with another database" if owner.address == mine.address else f"not {mine.address}"
    return f"The files here are of {owner.address}, {other}: none is removed."


def _write(files: Folder, mine: Installation) -> None:
    files.write(MARKER, json.dumps(mine._asdict()).encode())
