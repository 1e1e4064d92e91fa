"""Files that no row names."""

from time import time

from sqlalchemy import select, union

from workspace.db import Base, db, read_only
from workspace.stores import Folder

# Where files lie until the row that names them goes. Others, such as those made to be fetched, have their own
# keeper.
PLACES = ("pictures", "moments", "evidence")
A_DAY = 24 * 3600  # seconds, in which whoever sent a file may still be saving it
COLUMN = "file_name"


def list_strays(files: Folder) -> dict[str, list[str]]:
    """Return by place the names of files of more than a day ago that stand in no row of any table.

    Every column with this name counts, in whatever table: a file is no stray as long as anything names it.
    """
    before = time() - A_DAY
    old = {
        place: [kept.name for kept in files.folder(place).walk() if kept.written_at < before]
        for place in PLACES
    }
    if not any(old.values()):
        return {}
    columns = [table.c[COLUMN] for table in Base.metadata.sorted_tables if COLUMN in table.c]
    with read_only():
        known = set(db.session.scalars(union(*(select(column) for column in columns))))
        db.session.rollback()
    return {place: [name for name in names if name not in known] for place, names in old.items()}
