"""The talk under an initiative: reading, saying, answering, changing, taking away."""

import json
from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from workspace.access import require
from workspace.addresses import address_of_initiative
from workspace.comments import policy
from workspace.comments.actions import edit_comment, post_comment, post_reply, remove_comment
from workspace.comments.forms import CommentForm, EditForm, RemovalForm, ReplyForm
from workspace.comments.models import Audience, Comment
from workspace.comments.queries import (
    Thread,
    askable_under,
    conversation,
    get_comment,
    is_among_first,
    thread_of,
)
from workspace.comments.views.blueprint import bp
from workspace.initiatives.models import Initiative, Verdict
from workspace.initiatives.policy import may_hide
from workspace.initiatives.queries import get_initiative, get_initiative_to_change
from workspace.limits import posting
from workspace.moderation.actions import settle_by_hand
from workspace.moderation.queries.steering import roles_of, steering_in
from workspace.moderation.queries.things import Thing
from workspace.web import actor_here, current_actor, go_to, public, wants_fragment

WHO_READS = "whoever sees the initiative reads what is said about it in public"


@bp.get("")
@public(WHO_READS)
def index(initiative_id: int) -> ResponseReturnValue:
    """Show a part of the talk, with room to say something."""
    initiative = get_initiative(initiative_id, seen_by=current_actor)
    thread = thread_of(initiative, seen_by=current_actor, after=_after())
    return _talk(initiative, thread, CommentForm.under(thread))


@bp.post("")
@posting
def post(initiative_id: int) -> ResponseReturnValue:
    actor = actor_here()
    initiative = get_initiative(initiative_id, seen_by=actor)
    require(policy.may_comment(actor, initiative, Audience.PUBLIC))
    among_partners = policy.may_talk_among_partners(actor, initiative)
    form = CommentForm.of(among_partners=among_partners, askable=askable_under(initiative))
    if not form.validate_on_submit():
        return _refused(initiative, thread_of(initiative, seen_by=actor), form)
    comment = post_comment(
        initiative,
        body=form.body.data,
        audience=form.chosen_audience(),
        asks_id=form.asked_id(),
        by=actor,
    )
    is_shown = is_among_first(comment, under=initiative, seen_by=actor)
    if not wants_fragment() or not is_shown:
        return go_to(_place_of(comment, initiative, on_its_page=is_shown))
    thread = thread_of(initiative, seen_by=actor)
    empty = CommentForm.under(thread, empty=True)
    page = render_template("comments/_thread.html", thread=thread, comment_form=empty)
    return page, _said(comment, _("Uw reactie is geplaatst."))


@bp.get("/<int:comment_id>")
@public(WHO_READS)
def show(initiative_id: int, comment_id: int) -> ResponseReturnValue:
    """Show one comment with all its replies."""
    initiative, comment = _find(initiative_id, comment_id)
    return _conversation(initiative, comment, None)


@bp.get("/<int:comment_id>/antwoorden")
@public("people write first and sign in after")
def reply(initiative_id: int, comment_id: int) -> ResponseReturnValue:
    """Show one comment with room to answer it."""
    initiative, comment = _find(initiative_id, comment_id)
    require(not current_actor.is_authenticated or policy.may_reply(current_actor, initiative, comment))
    return _conversation(initiative, comment, ReplyForm())


@bp.post("/<int:comment_id>/antwoorden")
@posting
def post_answer(initiative_id: int, comment_id: int) -> ResponseReturnValue:
    initiative, comment = _find(initiative_id, comment_id)
    require(policy.may_reply(current_actor, initiative, comment))
    form = ReplyForm()
    if not form.validate_on_submit():
        return _conversation(initiative, comment, form)
    answer = post_reply(initiative, to=comment, body=form.body.data, by=current_actor)
    if not wants_fragment():
        return go_to(_place_of(answer, initiative))
    thread = conversation(initiative, comment, seen_by=current_actor)
    if thread.goes_on_after:
        return go_to(_place_of(answer, initiative))
    page = render_template("comments/_comment.html", thread=thread, reply_form=None)
    return page, _said(answer, _("Uw antwoord is geplaatst."))


@bp.get("/<int:comment_id>/wijziging")
def edit(initiative_id: int, comment_id: int) -> ResponseReturnValue:
    initiative, comment = _find(initiative_id, comment_id)
    require(policy.may_edit(current_actor, comment))
    return _edit_page(initiative, comment, EditForm(obj=comment))


@bp.post("/<int:comment_id>/wijziging")
def save(initiative_id: int, comment_id: int) -> ResponseReturnValue:
    initiative, comment = _find(initiative_id, comment_id, to_change=True)
    require(policy.may_edit(current_actor, comment))
    form = EditForm()
    if not form.validate_on_submit():
        return _edit_page(initiative, comment, form), 422
    if not form.is_about(comment):
        form.version.data = str(comment.version)
        return _edit_page(initiative, comment, form, is_changed=True), 409
    edit_comment(comment, initiative=initiative, body=form.body.data, by=current_actor)
    return go_to(_place_of(comment, initiative))


@bp.get("/<int:comment_id>/verwijdering")
def removal(initiative_id: int, comment_id: int) -> ResponseReturnValue:
    initiative, comment = _find(initiative_id, comment_id)
    require(_may_remove(initiative, comment))
    return _removal_page(initiative, comment, _removal_form(comment))


@bp.post("/<int:comment_id>/verwijdering")
def remove(initiative_id: int, comment_id: int) -> ResponseReturnValue:
    initiative, comment = _find(initiative_id, comment_id, to_change=True)
    if comment.removed_at is not None:  # somebody was first: it is gone already
        return go_to(_place_of(comment, initiative))
    require(_may_remove(initiative, comment))
    form = _removal_form(comment)
    if not form.validate_on_submit():
        return _removal_page(initiative, comment, form), 422
    _take_away(initiative, comment, form.reason.data or "")
    flash(_("De reactie is weggehaald."))
    return go_to(_place_of(comment, initiative))


def _take_away(initiative: Initiative, comment: Comment, reason: str) -> None:
    """Take back one's own words; or hide those of somebody else, which also settles what was reported."""
    if comment.author_id == current_actor.id:
        remove_comment(comment, initiative=initiative, reason=reason, by=current_actor)
        return
    thing = Thing(initiative, comment=comment)
    author = roles_of(thing, steering_in(initiative.programme_id))
    remove_comment(comment, initiative=initiative, reason=reason, author=author, by=current_actor)
    settle_by_hand(thing, Verdict.HIDDEN, words=reason, by=current_actor)


def _may_remove(initiative: Initiative, comment: Comment) -> bool:
    """Tell whether it is one's own, or of somebody who has not more rights, now either."""
    if not policy.may_remove(current_actor, initiative, comment) or comment.author_id == current_actor.id:
        return policy.may_remove(current_actor, initiative, comment)
    author = roles_of(Thing(initiative, comment=comment), steering_in(initiative.programme_id))
    return may_hide(current_actor, initiative, *author)


def _find(initiative_id: int, comment_id: int, *, to_change: bool = False) -> tuple[Initiative, Comment]:
    """Return a comment; `to_change` lets those take turns who change, judge, answer or remove it."""
    find = get_initiative_to_change if to_change else get_initiative
    initiative = find(initiative_id, seen_by=current_actor)
    return initiative, get_comment(comment_id, under=initiative, seen_by=current_actor)


def _after() -> int | None:
    """Return the number of the comment after which somebody reads on."""
    text = request.args.get("na", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _place_of(comment: Comment, initiative: Initiative, *, on_its_page: bool = False) -> str:
    """Return where a comment is read: on the page of the initiative if it is among the first there."""
    if on_its_page:
        return f"{address_of_initiative(initiative.id, initiative.title)}#reactie-{comment.id}"
    top_id = comment.parent_id or comment.id
    address = url_for("comments.show", initiative_id=initiative.id, comment_id=top_id)
    return f"{address}#reactie-{comment.id}"


def _said(comment: Comment, message: str) -> dict[str, str]:
    """Tell the page what was said and where, for those who cannot see it appear."""
    return {"HX-Trigger": json.dumps({"announce": message, "focus-on": f"#reactie-{comment.id}"})}


def _refused(initiative: Initiative, thread: Thread, form: CommentForm) -> ResponseReturnValue:
    if not wants_fragment():
        return _talk(initiative, thread, form), 422
    page = render_template("comments/_write.html", thread=thread, comment_form=form)
    return page, 422, {"HX-Retarget": "#reageren", "HX-Reswap": "outerHTML"}


def _talk(initiative: Initiative, thread: Thread, form: CommentForm) -> str:
    shown: dict[str, Any] = {"thread": thread, "comment_form": form}
    if wants_fragment():
        return render_template("comments/_thread.html", **shown)
    address = address_of_initiative(initiative.id, initiative.title)
    return render_template("comments/index.html", initiative=initiative, address=address, **shown)


def _conversation(
    initiative: Initiative, comment: Comment, form: ReplyForm | None
) -> tuple[str, int, dict[str, str]]:
    thread = conversation(initiative, comment, seen_by=current_actor, after=_after())
    status = 422 if form is not None and form.errors else 200
    if wants_fragment():
        answering = form is not None
        page = render_template(
            "comments/_reply.html" if answering else "comments/_comment.html", thread=thread, reply_form=form
        )
        retarget = {"HX-Retarget": f"#antwoord-{comment.id}", "HX-Reswap": "outerHTML"}
        return page, status, retarget if status == 422 else {}
    page = render_template(
        "comments/show.html",
        initiative=initiative,
        address=address_of_initiative(initiative.id, initiative.title),
        thread=thread,
        reply_form=form,
    )
    return page, status, {}


def _edit_page(initiative: Initiative, comment: Comment, form: EditForm, *, is_changed: bool = False) -> str:
    return render_template(
        "comments/edit.html",
        initiative=initiative,
        address=address_of_initiative(initiative.id, initiative.title),
        comment=comment,
        form=form,
        is_changed=is_changed,
    )


def _removal_form(comment: Comment) -> RemovalForm:
    return RemovalForm().of(others=comment.author_id != current_actor.id)


def _removal_page(initiative: Initiative, comment: Comment, form: RemovalForm) -> str:
    return render_template(
        "comments/removal.html",
        initiative=initiative,
        address=address_of_initiative(initiative.id, initiative.title),
        comment=comment,
        form=form,
        is_own=comment.author_id == current_actor.id,
    )
