"""What can be wrong with an installation, and what to do about it."""

import os
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from workspace.activity.models import Event
from workspace.config import Settings
from workspace.db import db
from workspace.doctor.queries.outside import Finding, examine_surroundings
from workspace.doctor.queries.retention import examine_retention
from workspace.later import later
from workspace.mail.models import OutgoingMail
from workspace.migrating import MIGRATIONS
from workspace.times import elsewhere, now

if TYPE_CHECKING:
    from alembic import migration, script
else:
    migration, script = later("alembic.migration"), later("alembic.script")

OLDEST_SQLITE = (3, 35)
OLDEST_POSTGRESQL = 13
PRAGMAS = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "secure_delete": "1"}
LATE = timedelta(hours=1)
CLOCK_MAY_DIFFER = timedelta(minutes=1)


def examine(settings: Settings) -> Iterator[Finding]:
    """Yield what was found, one thing at a time. What needs the database is left out when it is away."""
    yield _settings(settings)
    yield _proxies(settings)
    yield _second_step(settings)
    yield from _theme(settings)
    reached = _database()
    yield reached
    if reached.is_well:
        yield from _asked("Safekeeping", _rules_of_the_database)
        yield from _asked("Tables", _tables)
        yield from _asked("Clock", _clock)
        yield from _asked("Periods", lambda: examine_retention(settings))
        if settings.has_mail:
            yield from _asked("Outbox", _outbox)
    yield from examine_surroundings(settings)


def examine_tables() -> Finding:
    """Return whether the database answers and has the tables that this code expects."""
    reached = _database()
    return next(_asked("Tables", _tables)) if reached.is_well else reached


def _asked(name: str, check: Callable[[], Finding]) -> Iterator[Finding]:
    """Yield what was found, or that the tables do not let themselves be read."""
    try:
        yield check()
    except SQLAlchemyError as problem:
        db.session.rollback()
        yield Finding(name, False, f"cannot be read: {type(problem).__name__}", UPGRADE)


UPGRADE = "Run: python -m workspace db upgrade"


def _settings(settings: Settings) -> Finding:
    told = f"{settings.environment}, {settings.site_url}, Python {sys.version.split()[0]}"
    if settings.has_known_secret:
        told += "; the secret is the one for development, which production refuses"
    return Finding("Settings", True, told)


def _proxies(settings: Settings) -> Finding:
    """Say what is set and what it means; whether it is right only requests from outside can show."""
    count, kind = settings.trusted_proxies, "https" if settings.secure_cookies else "plain http"
    if count:
        told = f"{kind}, TRUSTED_PROXIES={count}: a visitor's address is number {count} from the end of what"
        told += " X-Forwarded-For says, so exactly that many proxies must add to it"
    else:
        told = (
            f"{kind}, TRUSTED_PROXIES=0: a visitor's address is that of whoever connects, and X-Forwarded-For"
        )
        told += " is believed of nobody; behind a proxy all visitors would share one address and its limits"
    # Whether the number is right, the server sees: it says so in its log (workspace/server.py).
    told += ". The server says in its log when requests tell otherwise"
    todo = "Set TRUSTED_PROXIES to the number of proxies in front, else all visitors share one address."
    return Finding("Proxy", count > 0 or not settings.secure_cookies, told, todo)


def _second_step(settings: Settings) -> Finding:
    groups = sorted(settings.second_step_for)
    is_well = bool(groups) or settings.environment != "production"
    told = f"required for {', '.join(groups)}" if groups else "required for nobody"
    todo = "Set REQUIRE_SECOND_STEP=administrators,managers,officials."
    return Finding("Two steps", is_well, told, todo)


def _theme(settings: Settings) -> Iterator[Finding]:
    if settings.theme_file:
        readable = os.access(settings.theme_file, os.R_OK)
        todo = "Set THEME_FILE to a file that can be read, or make one: python -m workspace theme import FILE"
        yield Finding("Theme", readable, str(settings.theme_file), todo)


def _database() -> Finding:
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError as problem:
        db.session.rollback()
        todo = "Check DATABASE_URL, whether the database runs, and whether its folder may be written."
        return Finding("Database", False, str(problem).splitlines()[0], todo)
    return Finding("Database", True, db.engine.url.render_as_string(hide_password=True))


def _rules_of_the_database() -> Finding:
    if db.engine.dialect.name == "sqlite":
        version = str(db.session.scalar(text("SELECT sqlite_version()")))
        said = {name: str(db.session.scalar(text(f"PRAGMA {name}"))) for name in PRAGMAS}
        wrong = [f"{name} is {value}" for name, value in said.items() if value != PRAGMAS[name]]
        is_new = tuple(map(int, version.split(".")[:2])) >= OLDEST_SQLITE
        todo = f"Use SQLite {'.'.join(map(str, OLDEST_SQLITE))} or newer, on a disk of this machine itself."
        told = "; ".join([f"SQLite {version}", *(wrong or ["every change safely on disk"])])
        return Finding("Safekeeping", is_new and not wrong, told, todo)
    version = str(db.session.scalar(text("SHOW server_version")))
    commits = str(db.session.scalar(text("SHOW synchronous_commit")))
    is_well = int(version.split(".")[0]) >= OLDEST_POSTGRESQL and commits != "off"
    todo = f"Use PostgreSQL {OLDEST_POSTGRESQL} or newer, with synchronous_commit on."
    return Finding("Safekeeping", is_well, f"PostgreSQL {version}, synchronous_commit {commits}", todo)


def _tables() -> Finding:
    head = script.ScriptDirectory(str(MIGRATIONS)).get_current_head()
    here = migration.MigrationContext.configure(db.session.connection()).get_current_revision()
    told = "up to date" if here == head else f"at {here or 'nothing'}, while the code is at {head}"
    return Finding("Tables", here == head, told, UPGRADE)


def _clock() -> Finding:
    here = now()
    latest = db.session.scalar(select(func.max(Event.happened_at)))
    todo = "Let the system keep its clock by network time (NTP)."
    if latest and latest > here + CLOCK_MAY_DIFFER:
        return Finding("Clock", False, f"says {here:%Y-%m-%d %H:%M} UTC, but something happened later", todo)
    if db.engine.dialect.name == "postgresql":
        there = db.session.scalar(select(func.now()))
        if there and abs(there - elsewhere(here)) > CLOCK_MAY_DIFFER:
            return Finding("Clock", False, "differs from that of the database", todo)
    return Finding("Clock", True, f"{here:%Y-%m-%d %H:%M} UTC")


def _outbox() -> Finding:
    waiting = select(func.count(OutgoingMail.id)).where(
        OutgoingMail.sent_at.is_(None), OutgoingMail.text != ""
    )
    late = db.session.scalar(waiting.where(OutgoingMail.written_at < now() - LATE)) or 0
    told = f"{db.session.scalar(waiting)} messages wait, {late} of them for more than an hour"
    todo = "Read in the log why the mail server refuses them; they are sent when it takes them again."
    return Finding("Outbox", late == 0, told, todo)
