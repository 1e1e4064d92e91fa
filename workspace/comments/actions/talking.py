"""Saying something under an initiative, changing it, taking it away, showing it again."""

from markupsafe import Markup
from sqlalchemy import update
from sqlalchemy.orm.attributes import set_committed_value

from workspace.access import Actor, Role, require
from workspace.accounts.models import User
from workspace.activity.actions import record
from workspace.clocks.actions import (
    answer_in_sight_again,
    answer_out_of_sight,
    start_clock,
    withdraw_questions,
)
from workspace.comments import policy
from workspace.comments.models import Audience, Comment
from workspace.db import change_rows, db, now
from workspace.initiatives.actions import ask_for_look, touch
from workspace.initiatives.models import Initiative, ReportReason, Visibility
from workspace.initiatives.policy import may_hide
from workspace.initiatives.queries.looking import links_must_wait
from workspace.text import links_in, to_html


def post_comment(
    initiative: Initiative,
    *,
    body: str,
    audience: Audience = Audience.PUBLIC,
    asks_id: int | None = None,
    for_person: User | None = None,
    by: Actor,
) -> Comment:
    """Add a comment in the role its author has now, and return it with its id.

    With `asks_id` it is a question to that organisation, whose clock starts now (N13).
    What a person on paper said is that resident's, for everybody to read.
    """
    require(
        audience == Audience.PUBLIC and policy.may_comment_for(by, initiative, for_person)
        if for_person
        else policy.may_comment(by, initiative, audience)
    )
    comment = _add(initiative, body, audience, None, by, for_person)
    if asks_id is not None and initiative.visibility != Visibility.DRAFT:
        start_clock(
            programme=initiative.board.programme,
            board_id=initiative.board_id,
            initiative_id=initiative.id,
            comment_id=comment.id,
            organisation_id=asks_id,
            is_public=_seen_by_all(comment, initiative),
            by=by,
        )
    return comment


def post_reply(initiative: Initiative, *, to: Comment, body: str, by: Actor) -> Comment:
    """Add a reply, for the same readers as what it replies to, and return it with its id."""
    require(to.initiative_id == initiative.id and policy.may_reply(by, initiative, to))
    reply = _add(initiative, body, to.audience, to.id, by)
    _count_reply(to)
    return reply


def add_official_answer(
    initiative: Initiative,
    *,
    to: Comment | None,
    body: str,
    hat: tuple[Role, int | None],
    by: Actor,
) -> Comment:
    """Add the answer of an organisation, as a reply to a question or, to an initiative, under it.

    Called by the action that asked permission, and that tells of it.
    """
    audience = to.audience if to else Audience.PUBLIC
    comment = _store(initiative, body, audience, to.id if to else None, by, hat, is_official=True)
    if to is not None:
        _count_reply(to)
    _count(comment, initiative, 1)
    return comment


def edit_comment(comment: Comment, *, initiative: Initiative, body: str, by: Actor) -> None:
    """Change one's own words; that they were changed stays visible."""
    require(policy.may_edit(by, comment))
    if comment.body == body:
        return
    # Links that are shown already need no second look.
    known = () if comment.links_wait else links_in(comment.body)
    is_new = not set(links_in(body)) <= set(known)
    comment.links_wait = is_new and links_must_wait(body, initiative, by=by)
    comment.body, comment.edited_at = body, now()
    comment.body_html = to_html(body, links=not comment.links_wait)
    if comment.links_wait:
        ask_for_look(initiative.id, comment_id=comment.id)
    _tell("comment_edited", comment, initiative, by)


def remove_comment(
    comment: Comment,
    *,
    initiative: Initiative,
    reason: str = "",
    because: ReportReason | None = None,
    words: str = "",
    author: tuple[Role, ...] = (),
    for_person: User | None = None,
    by: Actor,
) -> None:
    """Take a comment out of sight, leaving a trace with the reason.

    What authors take back is gone from the database too; what somebody else hides stays there, unseen, with
    `words` to its author. `author` names the roles that the author has now: nobody hides the words of
    somebody with more rights.
    """
    require(
        policy.may_remove_for(by, comment, for_person)
        if for_person
        else policy.may_remove(by, initiative, comment)
    )
    is_own = comment.author_id == (for_person.id if for_person else by.id)
    require(is_own or may_hide(by, initiative, *author))
    if is_own:
        comment.body, comment.body_html = "", Markup()
        withdraw_questions(initiative.id, comment_id=comment.id)
    else:
        comment.removed_as = policy.moderates_as(by, initiative)
    comment.removed_at, comment.removed_by_id, comment.removal_reason = now(), by.id, reason
    comment.removed_for, comment.removal_words = because, words
    if comment.is_official:
        answer_out_of_sight(comment.id, for_good=is_own)
    _tell("comment_removed", comment, initiative, by)
    _count(comment, initiative, -1)


def restore_comment(comment: Comment, *, initiative: Initiative, by: Actor) -> None:
    """Show a comment again that somebody who moderates had hidden, as its author wrote it."""
    require(policy.may_restore(by, initiative, comment))
    comment.removed_at = comment.removed_by_id = comment.removed_as = None
    comment.removal_reason = comment.removal_words = ""
    comment.removed_for = None
    if comment.is_official:
        answer_in_sight_again(comment.id, at=comment.created_at)
    _tell("comment_restored", comment, initiative, by)
    _count(comment, initiative, 1)


def show_links(comment: Comment, *, initiative: Initiative, author: tuple[Role, ...], by: Actor) -> None:
    """Make the links of somebody who is new work, after a look at them."""
    require(may_hide(by, initiative, comment.role, *author) and comment.removed_at is None)
    comment.body_html, comment.links_wait = to_html(comment.body), False
    _tell("links_shown", comment, initiative, by)


def _add(
    initiative: Initiative,
    body: str,
    audience: Audience,
    parent_id: int | None,
    by: Actor,
    for_person: User | None = None,
) -> Comment:
    own = by.hat(initiative.programme_id, initiative.board_id)
    hat = (Role.RESIDENT, None) if for_person else own
    waits = links_must_wait(body, initiative, by=by)
    author_id = for_person.id if for_person else None
    comment = _store(initiative, body, audience, parent_id, by, hat, author_id=author_id, links_wait=waits)
    if waits:
        ask_for_look(initiative.id, comment_id=comment.id)
    among_partners = audience == Audience.PARTNERS
    _tell("partner_comment_posted" if among_partners else "comment_posted", comment, initiative, by)
    _count(comment, initiative, 1)
    return comment


def _store(
    initiative: Initiative,
    body: str,
    audience: Audience,
    parent_id: int | None,
    by: Actor,
    hat: tuple[Role, int | None],
    *,
    author_id: int | None = None,
    is_official: bool = False,
    links_wait: bool = False,
) -> Comment:
    role, organisation_id = hat
    comment = Comment(
        initiative_id=initiative.id,
        parent_id=parent_id,
        author_id=author_id or by.signed_in_id(),
        role=role,
        organisation_id=organisation_id,
        audience=audience,
        body=body,
        body_html=to_html(body, links=not links_wait),
        is_official=is_official,
        links_wait=links_wait,
    )
    db.session.add(comment)
    db.session.flush()  # the event and the place on the page need the id
    return comment


def _count_reply(to: Comment) -> None:
    change_rows(update(Comment).where(Comment.id == to.id).values(reply_count=Comment.reply_count + 1))


def _seen_by_all(comment: Comment, initiative: Initiative) -> bool:
    return initiative.is_public and comment.audience == Audience.PUBLIC


def _tell(verb: str, comment: Comment, initiative: Initiative, by: Actor) -> None:
    is_draft = initiative.visibility == Visibility.DRAFT
    record(
        verb,
        by=by,
        programme_id=initiative.programme_id,
        board_id=None if is_draft else initiative.board_id,
        initiative_id=initiative.id,
        subject_id=comment.id,
        is_public=_seen_by_all(comment, initiative),
        audience=comment.audience.value,
    )


def _count(comment: Comment, initiative: Initiative, step: int) -> None:
    """Keep the two counters apart: partners see their sum. What is in memory follows, for this page only."""
    among_partners = comment.audience == Audience.PARTNERS
    counter = "partner_comment_count" if among_partners else "comment_count"
    set_committed_value(initiative, counter, getattr(initiative, counter) + step)
    touch(
        initiative.id,
        is_public=_seen_by_all(comment, initiative),
        comments=0 if among_partners else step,
        partner_comments=step if among_partners else 0,
    )
