"""Who may report and who may judge, and when those who moderate are told. Pure (domain/roles.md)."""

from collections.abc import Collection

from workspace.access import Actor, Role
from workspace.accounts.models import User
from workspace.initiatives.models import ReportReason, Verdict
from workspace.initiatives.policy import Place, may_act_on, may_undo, moderates_as, steers


def may_report(actor: Actor, makers: Collection[int]) -> bool:
    """Everybody with an account, about what somebody else wrote."""
    return actor.id is not None and actor.id not in makers


def may_see_queue(actor: Actor, programme_id: int) -> bool:
    """Tell whether this person moderates in a programme, at the least on one board that they lead."""
    steers = actor.team_of | actor.manages | actor.leads_in
    return actor.is_admin or programme_id in steers


def may_see_queue_of(actor: Actor, board_id: int, programme_id: int) -> bool:
    """Tell whether this person moderates on one board."""
    return actor.is_admin or steers(actor, board_id, programme_id)


def may_moderate(actor: Actor, place: Place) -> bool:
    return moderates_as(actor, place) is not None


def may_judge(actor: Actor, place: Place, makers: Collection[int], roles: Collection[Role]) -> bool:
    """Tell whether this person may judge words of these makers, who wrote, or act now, in these roles.

    Nobody judges their own words, nor those of somebody with more rights.
    """
    return actor.id is not None and actor.id not in makers and may_act_on(moderates_as(actor, place), *roles)


def may_read_word(actor: Actor, author: User) -> bool:
    """A word to an author is theirs to mark as read, or of who entered an author without an account."""
    return actor.id is not None and actor.id in {author.id, author.entered_by_id}


def verdicts_on(
    *, waits: bool, is_hidden: bool, links_wait: bool, hidden_as: Role | None, moderator: Role | None
) -> tuple[Verdict, ...]:
    """Return what can be done with something now, by somebody who moderates in this role."""
    if is_hidden:
        restores = (Verdict.RESTORED,) if may_undo(moderator, hidden_as) else ()
        return (*restores, Verdict.NOTHING) if waits else restores
    links = (Verdict.LINKS_SHOWN,) if links_wait else ()
    nothing = (Verdict.NOTHING,) if waits and not links_wait else ()
    return (*nothing, *links, Verdict.HIDDEN, Verdict.WARNED)


def is_new_to_moderators(
    reason: ReportReason,
    *,
    is_waiting: bool,
    was_judged: bool,
    judged_reasons: Collection[str],
    text_changed: bool,
) -> bool:
    """Tell whether a report is told to those who moderate: the first one, and then only what is new.

    What waits already only counts. After a verdict a report is news when the text was changed since, or
    when nobody had given that reason before.
    """
    if is_waiting:
        return False
    return not was_judged or text_changed or reason.value not in judged_reasons
