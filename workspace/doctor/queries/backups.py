"""How old the newest backup is."""

from datetime import timedelta
from pathlib import Path
from time import time


def newest_backup(folder: Path) -> timedelta | None:
    """Return how long ago the newest file in this folder was written, or None when there is none."""
    try:
        written = [path.stat().st_mtime for path in folder.iterdir() if path.is_file()]
    except OSError:
        return None
    return timedelta(seconds=max(0.0, time() - max(written))) if written else None
