"""What every act on a moment leaves behind."""

from typing import Any

from workspace.access import VISITOR, Actor
from workspace.activity.actions import record
from workspace.initiatives.actions.telling import tell
from workspace.learning.models import LearningMoment
from workspace.programmes.models import Openness


def tell_moment(
    verb: str, moment: LearningMoment, *, by: Actor, was_public: bool = False, **details: Any
) -> None:
    """Record what happened to a moment, loaded with its programme, board and initiative.

    It marks its initiative as active now, so that pages drawn before are drawn anew: those of everybody when
    the moment is published in public, or `was_public` until now.
    """
    for_all = was_public or (moment.published_at is not None and is_in_public(moment))
    if moment.initiative is not None:
        tell(verb, moment.initiative, by=by, subject_id=moment.id, is_public=for_all, **details)
        return
    record(
        verb,
        by=by,
        programme_id=moment.programme_id,
        board_id=moment.board_id,
        subject_id=moment.id,
        is_public=for_all,
        **details,
    )


def tell_published(moment: LearningMoment, *, by: Actor) -> None:
    """Tell that there is a moment to read: of one among partners, those only.

    When it is told by role only, nobody is told who caught it either: that might be who says it.
    """
    whose = VISITOR if moment.is_role_only else by
    among_partners = moment.openness == Openness.PARTNERS
    tell_moment("partner_moment_caught" if among_partners else "moment_caught", moment, by=whose)


def is_in_public(moment: LearningMoment) -> bool:
    """Tell whether everybody may read a moment, if it is published: it is public and so is its place."""
    if moment.openness != Openness.PUBLIC:
        return False
    if moment.initiative is not None:
        return moment.initiative.is_public
    return moment.board.is_public if moment.board else moment.programme.openness == Openness.PUBLIC
