"""What is written in the log: by whom it may be read that knows no person here.

One line each: JSON, or words in development. No line holds a name, an address of anybody, what somebody
typed, or a secret: fields are known beforehand, of an exception the kind and the places in the code are told
and not its words, and what still looks like an address is taken out.
"""

import logging
import re
import sys
import threading
from contextvars import ContextVar
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

from workspace.config import Settings

FIELDS = ("rule", "method", "status", "ms", "role")  # what a line may say beside its message
# Libraries that tell more than we need to know: to whom they connect, with what.
QUIET = ("botocore", "boto3", "urllib3", "s3transfer", "asyncio", "PIL", "fontTools", "alembic")
LONGEST = 1000  # characters of a message
FRAMES = 30  # of a trace, the innermost
MAIL_ADDRESS = re.compile(r"[^\s<>\"'()\[\],;:=]+@[^\s<>\"'()\[\],;:]+\.[^\s<>\"'()\[\],;:]+")
NETWORK_ADDRESS = re.compile(
    r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])|(?<![\w:])(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}(?![\w:])",
    re.I,
)
OURS = frozenset({"127.0.0.1", "0.0.0.0"})  # noqa: S104 - told as where a server listens
HERE = Path(__file__).parent.parent

request_id: ContextVar[str] = ContextVar("request_id", default="")


def prepare_logs(settings: Settings) -> None:
    """Let every logger of this process write such lines to standard error, and every thread that dies too."""
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(as_json=settings.environment == "production", in_full=settings.debug))
    root = logging.getLogger()
    for old in [
        each for each in root.handlers if isinstance(each.formatter, structlog.stdlib.ProcessorFormatter)
    ]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(settings.log_level.upper())
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(True)
    if not settings.debug:
        sys.excepthook = _tell_of_death
        threading.excepthook = lambda died: _tell_of_death(
            died.exc_type, died.exc_value or died.exc_type(), died.exc_traceback
        )


def formatter(*, as_json: bool, in_full: bool = False) -> logging.Formatter:
    """Return how a record becomes a line. `in_full` tells the words of exceptions too: in development."""
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=True)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0)
    )
    last: list[Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        *(() if in_full else (_trace_without_words,)),
        _printable,
        renderer,
    ]
    return structlog.stdlib.ProcessorFormatter(
        processors=last,
        foreign_pre_chain=[
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(allow=FIELDS),
            _with_request,
        ],
    )


def _with_request(_: Any, __: str, event: EventDict) -> EventDict:
    if number := request_id.get():
        event["request"] = number
    return event


def _trace_without_words(_: Any, __: str, event: EventDict) -> EventDict:
    """Tell of an exception what it is and where, and of a database its code: never what it says.

    What PostgreSQL says names the value that was there already; what Python says, what was typed.
    """
    told = event.pop("exc_info", None)
    error = told[1] if isinstance(told, tuple) else told
    if isinstance(error, BaseException):
        chain = list(_chain(error))
        event["error"] = " < ".join(_named(each) for each in chain)
        event["trace"] = " | ".join(
            place for each in reversed(chain) for place in _places(each.__traceback__)
        )
    event.pop("stack_info", None)
    return event


def _chain(error: BaseException | None) -> Any:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _named(error: BaseException) -> str:
    diagnosis = getattr(error, "diag", None)
    facts = (
        getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorname", None),
        getattr(diagnosis, "constraint_name", None),
    )
    known = " ".join(str(fact) for fact in facts if fact)
    return f"{type(error).__name__} ({known})" if known else type(error).__name__


def _places(trace: TracebackType | None) -> list[str]:
    found = []
    for frame, line in walk_tb(trace):
        path = Path(frame.f_code.co_filename)
        place = path.relative_to(HERE) if path.is_relative_to(HERE) else Path(*path.parts[-3:])
        found.append(f"{place}:{line} {frame.f_code.co_name}")
    return found[-FRAMES:]


def _printable(_: Any, __: str, event: EventDict) -> EventDict:
    """Take out addresses, and whatever ends a line or moves a cursor: nobody writes a line of their own."""
    for name, value in event.items():
        if isinstance(value, str) and name != "timestamp":
            event[name] = _without_addresses("".join(c if c.isprintable() else " " for c in value))
    event["event"] = str(event.get("event", ""))[:LONGEST]
    return event


def _without_addresses(text: str) -> str:
    text = MAIL_ADDRESS.sub("(e-mail address)", text) if "@" in text else text
    return NETWORK_ADDRESS.sub(lambda found: found[0] if found[0] in OURS else "(network address)", text)


def _tell_of_death(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("workspace").critical("Stopped by an error", exc_info=(kind, error, trace))
