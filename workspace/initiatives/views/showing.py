"""The page of an initiative, and its history."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from workspace.addresses import address_of_initiative
from workspace.initiatives.queries import get_initiative
from workspace.initiatives.queries.head import Head, get_head
from workspace.initiatives.queries.history import AT_ONCE, list_history
from workspace.initiatives.queries.page import UPDATES_AT_ONCE, list_updates
from workspace.initiatives.views.blueprint import bp
from workspace.initiatives.views.keeping import kept_page, may_be_kept
from workspace.initiatives.views.page import decisions_of, news_parts, render_page
from workspace.initiatives.views.wording import changes_of, sentence_of
from workspace.moderation.queries.reports import Word, list_unread_words
from workspace.text import slugify
from workspace.web import actor_here, public

WHY = "everybody sees public initiatives; visible_initiatives holds back the others"


@bp.get("/initiatieven/<int:initiative_id>")
@public(WHY)
def by_number(initiative_id: int) -> ResponseReturnValue:
    initiative = get_initiative(initiative_id, seen_by=actor_here())
    return redirect(address_of_initiative(initiative.id, initiative.title), 301)


@bp.get("/initiatieven/<int:initiative_id>-<slug>")
@public(WHY)
def show(initiative_id: int, slug: str) -> ResponseReturnValue:
    head = get_head(initiative_id, seen_by=actor_here())
    if slug != slugify(head.title):
        return redirect(address_of_initiative(head.id, head.title), 301)
    words = _words(head)
    if not words and may_be_kept(head):
        return kept_page(head)
    return render_page(get_initiative(initiative_id, seen_by=actor_here()), words=words)


def _words(head: Head) -> list[Word]:
    """Return what moderators said to this person about what they wrote here; asked only for who wrote."""
    actor = actor_here()
    wrote = head.speaks or actor.id in {head.created_by_id, head.coordinator_id}
    return list_unread_words(actor, initiative_id=head.id) if actor.is_authenticated and wrote else []


@bp.get("/initiatieven/<int:initiative_id>/geschiedenis")
@public(WHY)
def history(initiative_id: int) -> ResponseReturnValue:
    initiative = get_initiative(initiative_id, seen_by=actor_here())
    chapters = list_history(initiative, seen_by=actor_here(), before=_before())
    return render_template(
        "initiatives/history.html",
        initiative=initiative,
        address=address_of_initiative(initiative.id, initiative.title),
        chapters=chapters[:AT_ONCE],
        has_more=len(chapters) > AT_ONCE,
        decisions=decisions_of(chapters, seen_by=actor_here()),
        sees_meetings=initiative.programme_id in actor_here().insider_in,
        sentence_of=sentence_of,
        changes_of=changes_of,
    )


@bp.get("/initiatieven/<int:initiative_id>/nieuws")
@public(WHY)
def news(initiative_id: int) -> ResponseReturnValue:
    initiative = get_initiative(initiative_id, seen_by=actor_here())
    updates = list_updates(initiative, before=_before())
    return render_template(
        "initiatives/news.html",
        initiative=initiative,
        reader_id=actor_here().id,
        address=address_of_initiative(initiative.id, initiative.title),
        updates=updates[:UPDATES_AT_ONCE],
        told=news_parts(initiative, updates[:UPDATES_AT_ONCE], actor_here()),
        has_more=len(updates) > UPDATES_AT_ONCE,
    )


def _before() -> int | None:
    """Return the number from which somebody reads on to what is older."""
    text = request.args.get("voor", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
