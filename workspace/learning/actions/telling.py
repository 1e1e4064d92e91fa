"""What every act on a moment leaves behind."""

from workspace.access import Actor
from workspace.activity.actions import record
from workspace.initiatives.actions.telling import tell
from workspace.learning.models import LearningMoment
from workspace.programmes.models import Openness

CAUGHT, AMONG_PARTNERS = "moment_caught", "partner_moment_caught"


def tell_moment(verb: str, moment: LearningMoment, *, by: Actor) -> None:
    """Record what happened to a moment, loaded with its programme, board and initiative.

    It marks its initiative as active now, so that pages drawn before are drawn anew. As public as the moment.
    """
    for_all = moment.openness == Openness.PUBLIC and _is_in_public(moment)
    if moment.initiative is not None:
        tell(verb, moment.initiative, by=by, subject_id=moment.id, is_public=for_all)
        return
    record(
        verb,
        by=by,
        programme_id=moment.programme_id,
        board_id=moment.board_id,
        subject_id=moment.id,
        is_public=for_all,
    )


def tell_published(moment: LearningMoment, *, by: Actor) -> None:
    """Tell that there is a moment to read: of one among partners, those only."""
    tell_moment(CAUGHT if moment.openness == Openness.PUBLIC else AMONG_PARTNERS, moment, by=by)


def _is_in_public(moment: LearningMoment) -> bool:
    if moment.initiative is not None:
        return moment.initiative.is_public
    return moment.board.is_public if moment.board else moment.programme.openness == Openness.PUBLIC
