"""The addresses of moderation, and where a thing is read."""

from flask import Blueprint, url_for

from workspace.addresses import address_of_initiative
from workspace.moderation.queries.things import Thing

bp = Blueprint("moderation", __name__)


@bp.app_template_global()
def address_of_thing(thing: Thing) -> str:
    """Return where a comment, news or an initiative is read."""
    initiative = thing.initiative
    if thing.comment is not None:
        top_id = thing.comment.parent_id or thing.comment.id
        address = url_for("comments.show", initiative_id=initiative.id, comment_id=top_id)
        return f"{address}#reactie-{thing.comment.id}"
    address = address_of_initiative(initiative.id, initiative.title)
    return address if thing.update is None else f"{address}#nieuws-{thing.update.id}"
