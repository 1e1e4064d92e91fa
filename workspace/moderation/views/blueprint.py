"""The addresses of moderation, where a thing is read, and what it is called."""

from flask import Blueprint, url_for
from flask_babel import gettext as _

from workspace.addresses import address_of_initiative
from workspace.boards.models import Board
from workspace.initiatives.models import ThingKind
from workspace.moderation.queries.learned import Learned, Reported
from workspace.programmes.models import Programme
from workspace.times import show_day
from workspace.web import locale

bp = Blueprint("moderation", __name__)


@bp.app_template_global()
def address_of_thing(thing: Reported) -> str:
    """Return where it is read."""
    if isinstance(thing, Learned):
        return _address_of_learned(thing)
    initiative = thing.initiative
    if thing.comment is not None:
        top_id = thing.comment.parent_id or thing.comment.id
        address = url_for("comments.show", initiative_id=initiative.id, comment_id=top_id)
        return f"{address}#reactie-{thing.comment.id}"
    address = address_of_initiative(initiative.id, initiative.title)
    return address if thing.update is None else f"{address}#nieuws-{thing.update.id}"


def _address_of_learned(thing: Learned) -> str:
    if thing.share is not None:
        return f"{url_for('learning.obstacles')}#hobbel-{thing.share.handle}"
    address = url_for("learning.show", moment_id=thing.moment.id)
    return address if thing.reflection is None else f"{address}#reflectie-{thing.reflection.id}"


@bp.app_template_global()
def queue_of(programme: Programme, board: Board | None) -> str:
    """Return where what was reported waits: on a board, or of the programme as a whole."""
    if board is None:
        return url_for("moderation.programme_queue", slug=programme.slug)
    return url_for("moderation.board_queue", slug=programme.slug, board_slug=board.slug)


@bp.app_template_global()
def title_of_thing(thing: Reported) -> str:
    """Return what it stands with: the title of an initiative, or the theme or the day of a moment."""
    if not isinstance(thing, Learned):
        return thing.initiative.title
    if thing.kind == ThingKind.OBSTACLE:
        return (thing.share.theme if thing.share else "") or _("Zonder thema")
    day = show_day(thing.moment.happened_on, locale())
    return str(_("Leermoment van %(day)s", day=day))
