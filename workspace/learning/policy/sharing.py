"""Who shows an obstacle to other programmes, and who says whether the municipality is named. Pure (N27)."""

from typing import Protocol

from workspace.access import Actor
from workspace.learning.models import LearningMoment, MomentKind
from workspace.learning.policy.moments import steers_moment
from workspace.learning.policy.reflecting import Shown


class Named(Protocol):
    """What the municipality is asked about: an ObstacleShare, or a row with this column."""

    @property
    def municipality_id(self) -> int | None: ...


def may_share_obstacle(actor: Actor, moment: Shown | LearningMoment) -> bool:
    """Outside the programme, the theme lead of its board, the team and the manager speak for it."""
    return moment.is_shown and may_stop_sharing(actor, moment)


def may_stop_sharing(actor: Actor, moment: Shown | LearningMoment) -> bool:
    """Taking it back is possible also when the moment itself is out of sight."""
    return getattr(moment, "kind", None) == MomentKind.OBSTACLE and steers_moment(actor, moment)


def may_answer_name(actor: Actor, share: Named, programme_id: int) -> bool:
    """Whoever may answer officially for that municipality: who represents it, and its officials here."""
    if share.municipality_id is None:
        return False
    is_official = share.municipality_id in actor.member_of and programme_id in actor.municipality_in
    return share.municipality_id in actor.represents or is_official


def may_see_shared(actor: Actor) -> bool:
    """Obstacles are shared among those who work in a programme, whichever it is."""
    return bool(actor.insider_in)
