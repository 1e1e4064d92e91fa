"""What an installation leans on: servers of mail, of sign-in and for viruses, folders, the store, backups."""

import shutil
import smtplib
import ssl
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from workspace.config import INSTANCE, Settings
from workspace.doctor.queries.backups import newest_backup
from workspace.outside import Directory, OutsideAway
from workspace.scanning import scanner_at
from workspace.stores import StoreAway, place_of
from workspace.whose import TAKE_OVER, Installation, read_owner, told_of

LEAST_FREE = 500 * 1024 * 1024  # bytes
MAIL_SECONDS = 10
OLDEST_BACKUP = timedelta(hours=26)  # one a day, and two hours to make it


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `todo` says how to mend it when it is not well."""

    what: str
    is_well: bool
    told: str
    todo: str = ""


def examine_surroundings(settings: Settings) -> Iterator[Finding]:
    """Yield what was found outside the database."""
    yield _mail(settings)
    yield from _scanner(settings)
    yield from _directory(settings)
    yield _folder("Instance folder", INSTANCE.absolute())
    yield _files(settings)
    yield _whose(settings)
    yield _disk(settings)
    yield from _backups(settings)


def _files(settings: Settings) -> Finding:
    if settings.files_store == "folder":
        return _folder("Files folder", settings.files_dir)
    store = place_of(settings)
    probe = "doctor/probe"
    try:
        store.check()
        store.write(probe, b"written by the doctor")
        is_same = store.read(probe) == b"written by the doctor"
        store.remove(probe)
    except (StoreAway, FileNotFoundError) as problem:
        todo = "Check S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY and S3_SECRET_KEY."
        return Finding("Files store", False, f"{store}: {problem}", todo)
    todo = "Use a store that gives back at once what was written."
    return Finding("Files store", is_same, f"{store} can be written, read and emptied", todo)


def _backups(settings: Settings) -> Iterator[Finding]:
    if settings.backups_dir is None:
        if settings.environment == "production":
            todo = "Let a timer make backups (docs/operating.md), and set BACKUPS_DIR to where it writes."
            yield Finding("Backups", False, "BACKUPS_DIR is not set, so nobody knows how old they are", todo)
        return
    age = newest_backup(settings.backups_dir)
    if age is None:
        todo = "Run: python -m workspace backup FILE"
        yield Finding("Backups", False, f"none in {settings.backups_dir}", todo)
    else:
        hours = age.total_seconds() / 3600
        told = f"the newest in {settings.backups_dir} is {hours:.0f} hours old"
        todo = "Read in the log of the timer why there is none of today."
        yield Finding("Backups", age <= OLDEST_BACKUP, told, todo)


def _mail(settings: Settings) -> Finding:
    if not settings.has_mail:
        is_well = settings.environment != "production"
        todo = "Set MAIL_SERVER. Until then: python -m workspace sign-in-link EMAIL"
        return Finding("Mail", is_well, "no MAIL_SERVER is set, so mail stays in the outbox", todo)
    place = f"{settings.mail_server}:{settings.mail_port}"
    todo = "Check MAIL_SERVER, MAIL_PORT, MAIL_TLS, MAIL_USERNAME and MAIL_PASSWORD."
    try:
        with _mail_server(settings) as server:
            if settings.mail_username:
                server.login(settings.mail_username, settings.mail_password)
    except (OSError, smtplib.SMTPException) as problem:
        return Finding("Mail", False, f"{place} does not take mail: {problem}", todo)
    return Finding("Mail", True, f"{place} answers")


def _mail_server(settings: Settings) -> smtplib.SMTP:
    place = (settings.mail_server, settings.mail_port)
    context = ssl.create_default_context()
    if settings.mail_tls and settings.mail_port == 465:
        return smtplib.SMTP_SSL(*place, timeout=MAIL_SECONDS, context=context)
    server = smtplib.SMTP(*place, timeout=MAIL_SECONDS)
    if settings.mail_tls:
        server.starttls(context=context)
    return server


def _scanner(settings: Settings) -> Iterator[Finding]:
    scanner = scanner_at(settings.virus_scanner)
    if scanner is not None:
        is_there = scanner.is_there()
        told = f"{settings.virus_scanner} {'answers' if is_there else 'does not answer: no upload is kept'}"
        yield Finding("Virus scanner", is_there, told, "Start clamd, or check VIRUS_SCANNER.")


def _directory(settings: Settings) -> Iterator[Finding]:
    if not settings.oidc_issuer:
        return
    todo = "Check OIDC_ISSUER, OIDC_PRIVATE_KEY_FILE, and whether this machine may reach it."
    try:
        Directory(settings).try_out()
    except (OutsideAway, OSError) as problem:
        yield Finding("Organisation", False, f"nobody signs in by {settings.oidc_issuer}: {problem}", todo)
    else:
        yield Finding("Organisation", True, f"{settings.oidc_issuer} answers", todo)


def _folder(name: str, folder: Path) -> Finding:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as problem:
        todo = "Let the user under whom the server runs write there."
        return Finding(name, False, f"{folder} cannot be written: {problem.strerror}", todo)
    return Finding(name, True, f"{folder} can be written")


def _whose(settings: Settings) -> Finding:
    """Tell whose files lie there; looking writes nothing."""
    mine, todo = Installation.of(settings), "First let the files be reached."
    try:
        owner = read_owner(place_of(settings))
    except (StoreAway, OSError) as problem:
        return Finding("Whose files", False, f"not known now, so none is removed: {problem}", todo)
    if owner is None:
        return Finding("Whose files", True, "nobody's yet; the server writes down that they are its own")
    if owner == mine:
        return Finding("Whose files", True, f"of {mine.address}")
    todo = f"Give this server a place of its own. Only when the other runs no more: {TAKE_OVER}"
    return Finding("Whose files", False, told_of(owner, mine), todo)


def _disk(settings: Settings) -> Finding:
    folder = next(
        path for path in (settings.files_dir, *settings.files_dir.absolute().parents) if path.exists()
    )
    free = shutil.disk_usage(folder).free
    told = f"{free / 1024**3:.1f} GB free at {folder}"
    return Finding("Disk", free >= LEAST_FREE, told, "Make room: at least 0.5 GB.")
