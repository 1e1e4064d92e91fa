"""What every act on an initiative leaves behind: an event, and perhaps a word to those who follow it."""

from typing import Any

from workspace.access import Actor
from workspace.activity.actions import record
from workspace.db import db
from workspace.initiatives.actions.looking import ask_for_look
from workspace.initiatives.actions.touching import touch
from workspace.initiatives.models import Initiative, Update, Visibility
from workspace.initiatives.queries.looking import links_must_wait
from workspace.text import to_html


def tell(
    verb: str,
    initiative: Initiative,
    *,
    by: Actor,
    subject_id: int | None = None,
    supports: int = 0,
    joined: int = 0,
    is_public: bool | None = None,
    **details: Any,
) -> None:
    """Record an event and mark the initiative as active now. Of a draft nobody else learns anything.

    It is as public as the initiative, unless said otherwise.
    """
    for_all = initiative.is_public if is_public is None else is_public
    is_draft = initiative.visibility == Visibility.DRAFT
    record(
        verb,
        by=by,
        programme_id=initiative.programme_id,
        board_id=None if is_draft else initiative.board_id,
        initiative_id=initiative.id,
        subject_id=subject_id,
        is_public=for_all,
        **details,
    )
    touch(initiative.id, is_public=for_all, supports=supports, joined=joined)


def add_word(initiative: Initiative, body: str, *, by: Actor) -> Update:
    """Add a word to the followers, in the role its author has now, and return it."""
    role, organisation_id = by.hat(initiative.programme_id, initiative.board_id)
    waits = links_must_wait(body, initiative, by=by)
    word = Update(
        initiative_id=initiative.id,
        author_id=by.signed_in_id(),
        role=role,
        organisation_id=organisation_id,
        body=body,
        body_html=to_html(body, links=not waits),
        links_wait=waits,
    )
    db.session.add(word)
    if waits:
        db.session.flush()  # the queue needs its id
        ask_for_look(initiative.id, update_id=word.id)
    return word
