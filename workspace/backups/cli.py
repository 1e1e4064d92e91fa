"""Commands: a copy of everything, looking whether it is whole, putting it back."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click
import pyrage
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from workspace.access import OPERATOR
from workspace.audit.actions import note
from workspace.backups.actions import NotEmpty, restore_archive
from workspace.backups.queries import Manifest, NotWhole, examine_archive, write_archive
from workspace.db import db
from workspace.later import later
from workspace.stores import Folder, StoreAway, files_of
from workspace.whose import TAKE_OVER, require_ours

if TYPE_CHECKING:
    import flask_migrate
else:
    flask_migrate = later("flask_migrate")

OWNER_ONLY = 0o600

archive = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
key_file = click.option(
    "--key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The file with the secret key, for an encrypted backup.",
)


@click.command("backup")
@archive
@click.option("--for", "recipient", help="Encrypt it for this public key (age1…), which backup-key shows.")
@with_appcontext
def backup(file: Path, recipient: str | None) -> None:
    """Write everything, database and files, to FILE, and check it. The server may go on meanwhile."""
    if file.exists():
        raise click.ClickException(f"{file} is there already: choose another name.")
    with TemporaryDirectory(dir=file.absolute().parent) as folder:
        plain, done = Path(folder, "plain"), Path(folder, "done")
        _note("backup.made")  # first, so that the line is in the backup itself
        write_archive(plain, _files())
        plain.chmod(OWNER_ONLY)
        manifest = _examine(plain)
        if recipient:
            _encrypt(plain, done, recipient)
            done.chmod(OWNER_ONLY)
        else:
            plain.rename(done)
        _settle(done, file)
    click.echo(f"{_told(manifest)} In {file}{', encrypted' if recipient else ''}, read back and whole.")


@click.command("backup-check")
@archive
@key_file
@with_appcontext
def backup_check(file: Path, key: Path | None) -> None:
    """Read every byte of a backup and say whether it is as it was written."""
    with _opened(file, key) as plain:
        click.echo(f"{_told(_examine(plain))} It is whole.")


@click.command("restore")
@archive
@key_file
@with_appcontext
def restore(file: Path, key: Path | None) -> None:
    """Put a backup back into an empty database, of either kind, and an empty folder of files."""
    with _opened(file, key) as plain:
        _examine(plain)
        flask_migrate.upgrade()
        _require_ours()
        try:
            manifest = restore_archive(plain, _files())
        except NotEmpty as refusal:
            raise click.ClickException(
                f"{refusal} Restore into an empty database (DATABASE_URL) and folder (FILES_DIR), with the"
                " version of Samenbord that made the backup."
            ) from refusal
    _note("backup.restored")
    click.echo(f"{_told(manifest)} All of it is back.")


@click.command("backup-key")
@archive
def backup_key(file: Path) -> None:
    """Make a key pair: the secret key goes to FILE, to be kept elsewhere; the public key is shown."""
    secret = pyrage.x25519.Identity.generate()
    try:
        place = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    except FileExistsError as error:
        raise click.ClickException(f"{file} is there already: choose another name.") from error
    with os.fdopen(place, "w") as out:
        out.write(f"{secret}\n")
    click.echo(f"{secret.to_public()}")


commands: tuple[click.Command, ...] = (backup, backup_check, backup_key, restore)


def _files() -> Folder:
    return files_of(current_app.extensions["settings"])


def _require_ours() -> None:
    """Write down that the files here will be ours; stop when another installation keeps its files here."""
    try:
        require_ours(current_app.extensions["settings"])
    except (OSError, StoreAway) as refusal:
        raise click.ClickException(
            f"{refusal} Restore into a folder or bucket of its own, or run first: {TAKE_OVER}"
        ) from refusal


def _note(verb: str) -> None:
    """Add a line to the audit trail. A backup is most needed where nothing can be written any more."""
    try:
        note(verb, by=OPERATOR)
        db.session.commit()
    except SQLAlchemyError:
        db.session.rollback()
        click.echo("The audit trail could not be written: this is not in it.", err=True)
    db.session.remove()


def _told(manifest: Manifest) -> str:
    return f"{manifest.rows} rows and {manifest.files} files of {manifest.made_at[:16]} UTC."


def _examine(plain: Path) -> Manifest:
    try:
        return examine_archive(plain)
    except NotWhole as refusal:
        raise click.ClickException(str(refusal)) from refusal


def _encrypt(plain: Path, done: Path, recipient: str) -> None:
    try:
        public = pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as error:
        raise click.ClickException(
            "That is no public key; `workspace backup-key FILE` makes a pair."
        ) from error
    pyrage.encrypt_file(str(plain), str(done), [public])


def _settle(done: Path, file: Path) -> None:
    """Give the file its name once it is on the disk: there is a whole backup under it, or none."""
    with done.open("rb") as written:
        os.fsync(written.fileno())
    os.link(done, file)  # unlike a rename, this never replaces what somebody put there meanwhile


@contextmanager
def _opened(file: Path, key: Path | None) -> Iterator[Path]:
    """The archive itself; decrypted, when a key is given, in a folder that is thrown away."""
    if not file.is_file():
        raise click.ClickException(f"There is no file {file}.")
    if key is None:
        with file.open("rb") as archive:
            is_encrypted = archive.read(3) == b"age"
        if is_encrypted:
            raise click.ClickException("This backup is encrypted: name the file of its key with --key.")
        yield file
        return
    with TemporaryDirectory(dir=file.absolute().parent) as folder:
        plain = Path(folder, "plain")
        try:
            secret = pyrage.x25519.Identity.from_str(key.read_text().strip())
            pyrage.decrypt_file(str(file), str(plain), [secret])
        except (pyrage.IdentityError, pyrage.DecryptError) as error:
            raise click.ClickException("This key does not fit this backup.") from error
        yield plain
