"""The files that go into the ZIP: evidence and pictures, each under a name of our own."""

from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select

from workspace.borging.models import BorgingAspect, Evidence
from workspace.db import db
from workspace.dossiers.queries.borging import AT_MOST, name_in_zip
from workspace.dossiers.queries.story import photo_in_zip
from workspace.initiatives.models import Picture, Update

PICTURES, EVIDENCE = "pictures", "evidence"  # folders in the files of this installation


class StoredFile(NamedTuple):
    """A file: its name in the ZIP, what it shows in words, and where it lies under the files folder."""

    name: str
    title: str
    path: Path


def list_files(initiative_id: int) -> tuple[StoredFile, ...]:
    """Return the files of an initiative the reader was shown: evidence that counts, and pictures of news."""
    evidence = (
        select(Evidence)
        .join(BorgingAspect, BorgingAspect.id == Evidence.aspect_id)
        .where(
            BorgingAspect.initiative_id == initiative_id,
            Evidence.withdrawn_at.is_(None),
            Evidence.file_name != "",
        )
        .order_by(Evidence.id)
        .limit(AT_MOST)
    )
    pictures = (
        select(Picture)
        .join(Update, Update.id == Picture.update_id)
        .where(Update.initiative_id == initiative_id, Update.hidden_at.is_(None))
        .order_by(Picture.id)
        .limit(AT_MOST)
    )
    files = [
        StoredFile(name_in_zip(each), each.file_title, Path(EVIDENCE, Path(each.file_name).name))
        for each in db.session.scalars(evidence)
    ]
    files += (
        StoredFile(photo_in_zip(each), each.alt, Path(PICTURES, Path(each.file_name).name))
        for each in db.session.scalars(pictures)
    )
    return tuple(files)
