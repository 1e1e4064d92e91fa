"""Giving out what people uploaded, to whoever a view found may have it: never by a link to the store."""

from hashlib import sha256
from io import SEEK_END
from typing import Any

from flask import Response, abort, request, send_file, send_from_directory

from workspace.stores import Folder, OnDisk


def send_kept(
    folder: Folder, name: str, kind: str, *, save_as: str | None = None, cache: str = "private, no-cache"
) -> Response:
    """Answer with a file of this folder, as this kind; 404 when it is not there.

    With `save_as` it is saved under that name, not shown. `cache` says who may keep it: what nobody keeps
    is sent whole each time, as there is no earlier part to go on from.
    """
    told: dict[str, Any] = {"mimetype": kind, "as_attachment": save_as is not None, "download_name": save_as}
    is_kept = cache != "no-store"
    if isinstance(folder, OnDisk):
        folder.require()
        answer = send_from_directory(folder.path, name, conditional=is_kept, **told)
    else:
        answer = _from_afar(folder, name, told, is_kept=is_kept)
    answer.headers["Cache-Control"] = cache
    return answer


def _from_afar(folder: Folder, name: str, told: dict[str, Any], *, is_kept: bool) -> Response:
    """Fetch a file whole before its first byte goes on: a store that fails gives a page, not half a file."""
    mark = sha256(name.encode()).hexdigest()[:32]  # what lies under a name never changes
    if is_kept and request.if_none_match.contains_weak(mark):
        answer = Response(status=304)
        answer.set_etag(mark)
        return answer
    try:
        file = folder.open(name)
    except FileNotFoundError:
        abort(404)
    answer = send_file(file, etag=mark, conditional=False, **told)
    answer.content_length = file.seek(0, SEEK_END)
    file.seek(0)
    return answer
