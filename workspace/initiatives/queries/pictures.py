"""Pictures as a person may see them: with the initiative that they belong to."""

from workspace.access import Actor
from workspace.db import db
from workspace.initiatives.models import Initiative, Picture, Update
from workspace.initiatives.queries.sight import visible_initiatives


def get_picture_name(file_name: str, *, seen_by: Actor) -> str:
    """Return the name of a picture's file; raise NoResultFound if it is absent or out of sight."""
    query = (
        visible_initiatives(seen_by)
        .join(Update, Update.initiative_id == Initiative.id)
        .join(Picture, Picture.update_id == Update.id)
        .where(Picture.file_name == file_name, Update.hidden_at.is_(None))
        .with_only_columns(Picture.file_name)
    )
    return db.session.scalars(query).one()
