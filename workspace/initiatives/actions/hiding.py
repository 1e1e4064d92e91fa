"""Taking an initiative or its news out of sight, and showing it again: by those who moderate."""

from workspace.access import Actor, Role, require
from workspace.db import now
from workspace.initiatives import policy
from workspace.initiatives.actions.telling import tell
from workspace.initiatives.models import Initiative, ReportReason, Update, Visibility
from workspace.text import to_html


def hide_initiative(
    initiative: Initiative, *, because: ReportReason, words: str = "", author: tuple[Role, ...], by: Actor
) -> None:
    """Make a draft of it again, which its makers and those who moderate see; what was counted stays.

    `author` names the roles of who made it, then and now: nobody acts on somebody with more rights.
    """
    require(policy.may_hide(by, initiative, *author) and initiative.hidden_at is None)
    require(initiative.visibility != Visibility.DRAFT)
    tell("initiative_taken_down", initiative, by=by)  # while its board still shows it
    initiative.shown_before, initiative.visibility = initiative.visibility, Visibility.DRAFT
    initiative.hidden_at, initiative.hidden_as = now(), policy.moderates_as(by, initiative)
    initiative.hidden_for, initiative.hidden_words = because, words


def show_initiative(initiative: Initiative, *, by: Actor) -> None:
    """Show a hidden initiative again to whom saw it before."""
    require(policy.may_show_again(by, initiative, initiative.hidden_as))
    initiative.visibility = initiative.shown_before or Visibility.PARTNERS
    initiative.shown_before = initiative.hidden_at = initiative.hidden_as = initiative.hidden_for = None
    initiative.hidden_words = ""
    tell("initiative_put_back", initiative, by=by)


def hide_update(
    update: Update,
    *,
    initiative: Initiative,
    because: ReportReason,
    words: str = "",
    author: tuple[Role, ...],
    by: Actor,
) -> None:
    """Take news out of sight with its pictures, leaving a trace with the reason."""
    require(policy.may_hide(by, initiative, update.role, *author) and update.hidden_at is None)
    update.hidden_at, update.hidden_as = now(), policy.moderates_as(by, initiative)
    update.hidden_for, update.hidden_words = because, words
    tell("news_hidden", initiative, by=by, subject_id=update.id)


def show_update(update: Update, *, initiative: Initiative, by: Actor) -> None:
    """Show hidden news again."""
    require(policy.may_show_again(by, initiative, update.hidden_as))
    update.hidden_at = update.hidden_as = update.hidden_for = None
    update.hidden_words = ""
    tell("news_shown", initiative, by=by, subject_id=update.id)


def show_links_in_news(
    update: Update, *, initiative: Initiative, author: tuple[Role, ...], by: Actor
) -> None:
    """Make the links of somebody who is new work, after a look at them."""
    require(policy.may_hide(by, initiative, update.role, *author))
    update.body_html, update.links_wait = to_html(update.body), False
    tell("links_shown", initiative, by=by, subject_id=update.id)
