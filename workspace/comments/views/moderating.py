"""Showing a comment again that was hidden by mistake."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.addresses import address_of_initiative
from workspace.comments import policy
from workspace.comments.actions import restore_comment
from workspace.comments.forms import RestoreForm
from workspace.comments.models import Comment
from workspace.comments.queries import get_comment
from workspace.comments.views.blueprint import bp
from workspace.initiatives.models import Initiative, Verdict
from workspace.initiatives.queries import get_initiative, get_initiative_to_change
from workspace.moderation.actions import settle_by_hand
from workspace.moderation.queries.things import Thing
from workspace.web import current_actor, go_to


@bp.get("/<int:comment_id>/herstel")
def restoring(initiative_id: int, comment_id: int) -> ResponseReturnValue:
    """Show those who moderate what was hidden and why, before they show it to everybody again."""
    initiative, comment = _find(initiative_id, comment_id)
    require(policy.may_restore(current_actor, initiative, comment))
    address = address_of_initiative(initiative.id, initiative.title)
    about = {"initiative": initiative, "comment": comment, "address": address}
    return render_template("comments/restore.html", form=RestoreForm(formdata=None), **about)


@bp.post("/<int:comment_id>/herstel")
def restore(initiative_id: int, comment_id: int) -> ResponseReturnValue:
    initiative = get_initiative_to_change(initiative_id, seen_by=current_actor)
    comment = get_comment(comment_id, under=initiative, seen_by=current_actor)
    require(policy.moderates_as(current_actor, initiative) is not None)
    if comment.removed_at is not None:  # else somebody was first: it stands there already
        restore_comment(comment, initiative=initiative, by=current_actor)
        settle_by_hand(Thing(initiative, comment=comment), Verdict.RESTORED, by=current_actor)
        flash(_("De reactie staat er weer."))
    top_id = comment.parent_id or comment.id
    address = url_for("comments.show", initiative_id=initiative.id, comment_id=top_id)
    return go_to(f"{address}#reactie-{comment.id}")


def _find(initiative_id: int, comment_id: int) -> tuple[Initiative, Comment]:
    initiative = get_initiative(initiative_id, seen_by=current_actor)
    return initiative, get_comment(comment_id, under=initiative, seen_by=current_actor)
