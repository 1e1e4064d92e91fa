"""What is kept about oneself: an overview with ways to correct it, and all of it to take along."""

from collections.abc import Iterable, Iterator
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from flask import render_template, send_file
from flask.typing import ResponseReturnValue

from workspace.access import require
from workspace.accounts.models import User
from workspace.accounts.queries import get_account
from workspace.forms import ButtonForm
from workspace.limits import count_one, one_at_a_time
from workspace.privacy.actions.own_data import note_fetched_own_data
from workspace.privacy.policy.erasure import may_have_own_data
from workspace.privacy.queries.own_data import (
    FOLDERS,
    Row,
    count_rows,
    list_shared,
    names_around,
    rows_of,
    tables_of_people,
)
from workspace.privacy.register import Table
from workspace.privacy.views.blueprint import bp
from workspace.privacy.words.own_data import file_of, json_pieces, page_pieces
from workspace.privacy.words.own_titles import table_title
from workspace.stores import Folder, files_of
from workspace.times import now
from workspace.web import begin_writing, current_actor, locale, prepares, sensitive, settings

AT_MOST = "5 per day"  # by one person; each reads every table
IN_MEMORY = 2 * 1024 * 1024  # bytes of the file; what is more stands on the disk until it was sent


@bp.get("/account/gegevens")
def own_data() -> ResponseReturnValue:
    """Show what is kept, how many of each, and where each is corrected."""
    user = get_account(seen_by=current_actor)
    return render_template(
        "privacy/own_data.html",
        user=user,
        shared=list_shared(user),
        counts=[(table_title(name), number) for name, number in count_rows(user).items() if name != "user"],
        contact=settings().privacy_contact,
        form=ButtonForm(formdata=None),
    )


@bp.post("/account/gegevens/ophalen")
@sensitive("it holds all that is kept about somebody")
@prepares("everything is read and packed first; only the line in the trail is written")
def fetch_own_data() -> ResponseReturnValue:
    """Give all of it in one file, made now: nothing of it is left here."""
    user = get_account(seen_by=current_actor)
    require(may_have_own_data(current_actor, user))
    with one_at_a_time(f"own data {user.id}"):
        count_one(AT_MOST, "own data", key=str(user.id))
        packed = _packed(user, files_of(settings()))
    begin_writing()
    note_fetched_own_data(get_account(seen_by=current_actor), by=current_actor)
    answer = send_file(
        packed, mimetype="application/zip", as_attachment=True, download_name="mijn-gegevens.zip", etag=False
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _packed(user: User, files: Folder) -> IO[bytes]:
    made_at, site = now(), settings().site_name
    packed = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - it is closed when it was sent
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        _write(archive, "gegevens.json", json_pieces(site, _everything(user), made_at))
        names = names_around(user, seen_by=current_actor)
        page = page_pieces(site, _everything(user), made_at, names=names, locale=locale())
        _write(archive, "gegevens.html", page)
        for table, rows in _everything(user):
            if table.name in FOLDERS:
                _copy(archive, table, rows, files.folder(FOLDERS[table.name]))
    packed.seek(0)
    return packed


def _everything(user: User) -> Iterator[tuple[Table, Iterable[Row]]]:
    return ((table, rows_of(table, user)) for table in tables_of_people())


def _write(archive: ZipFile, name: str, pieces: Iterable[str]) -> None:
    with archive.open(name, "w") as part:
        for piece in pieces:
            part.write(piece.encode())


def _copy(archive: ZipFile, table: Table, rows: Iterable[Row], folder: Folder) -> None:
    """Copy the files that are still there."""
    for row in rows:
        if row.file_name and folder.size(row.file_name) is not None:
            with folder.open(row.file_name) as source, archive.open(file_of(table, row), "w") as copy:
                copyfileobj(source, copy)
