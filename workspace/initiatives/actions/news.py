"""News from those who carry an initiative out, with pictures."""

from collections.abc import Sequence
from pathlib import Path

from workspace.access import Actor, require
from workspace.db import db
from workspace.initiatives import policy
from workspace.initiatives.actions.telling import add_word, tell
from workspace.initiatives.models import Initiative, Picture, Update
from workspace.pictures import Encoded, keep
from workspace.stores import Folder


def post_update(
    initiative: Initiative,
    *,
    body: str,
    pictures: Sequence[tuple[Encoded, str]] = (),
    folder: Folder | Path,
    by: Actor,
) -> Update:
    """Add news, with pictures and what each of them shows; their files go into this folder."""
    require(policy.may_post_update(by, initiative))
    update = add_word(initiative, body, by=by)
    db.session.flush()  # the pictures and the event need its id
    for picture, alt in pictures:
        db.session.add(
            Picture(
                update_id=update.id,
                file_name=keep(picture, folder),
                alt=alt,
                width=picture.width,
                height=picture.height,
            )
        )
    tell("initiative_news", initiative, by=by, subject_id=update.id, pictures=len(pictures))
    return update
