"""What is no fault of this code: a database, disk, store or network that is away, and may be back soon."""

import errno
import sqlite3
from http import HTTPStatus

from sqlalchemy.exc import (
    DBAPIError,
    InterfaceError,
    InternalError,
    OperationalError,
    PendingRollbackError,
    TimeoutError,
)

from workspace.stores import StoreAway

RETRY_AFTER = 10  # seconds, until which whoever asks again probably gets an answer
HEADERS = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
STATUS = HTTPStatus.SERVICE_UNAVAILABLE

# InternalError: a transaction that PostgreSQL ended because nothing came, or a server that only reads now.
# sqlite3: `db` begins transactions straight at the driver, whose "database is locked" comes as it is.
OF_THE_DATABASE = (
    sqlite3.OperationalError,
    OperationalError,
    InterfaceError,
    InternalError,
    PendingRollbackError,
    TimeoutError,
)
# A full, worn, read-only or vanished disk, a limit on sizes, no more files to be opened.
OF_THE_DISK = frozenset(
    {
        *(errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO),
        *(errno.EMFILE, errno.ENFILE, errno.ENOTDIR, errno.ESTALE),
    }
)


def is_outage(error: BaseException) -> bool:
    """Tell whether this error says that something outside is away, so that trying again later may work."""
    if isinstance(error, (*OF_THE_DATABASE, StoreAway)):
        return True
    if isinstance(error, DBAPIError):
        return error.connection_invalidated
    return isinstance(error, OSError) and error.errno in OF_THE_DISK


def cause_of(error: BaseException) -> str:
    """Return what kind of outage it was, for the log: never a value, a query or an address."""
    inner = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    code = getattr(inner, "sqlstate", None) or getattr(inner, "sqlite_errorname", None)
    if isinstance(inner, OSError) and inner.errno:
        code = errno.errorcode.get(inner.errno)
    return f"{type(inner).__name__} {code}" if code else type(inner).__name__
