"""Taking a moment, a reflection or a shared obstacle out of sight, and showing it again: by who moderates."""

from workspace.access import Actor, Role, require
from workspace.activity.actions import record
from workspace.db import now
from workspace.initiatives import policy
from workspace.initiatives.actions.telling import tell
from workspace.initiatives.models import ReportReason, ThingKind
from workspace.initiatives.models.hiding import Hideable
from workspace.learning.actions.telling import is_in_public, tell_moment
from workspace.learning.models import ConsentAnswer, LearningMoment, MomentKind, ObstacleShare, Reflection
from workspace.learning.queries.consent import find_consent
from workspace.programmes.models import Openness

Learned = LearningMoment | Reflection | ObstacleShare


def hide_learned(
    thing: Learned,
    *,
    moment: LearningMoment,
    because: ReportReason,
    words: str = "",
    author: tuple[Role, ...],
    by: Actor,
) -> None:
    """Take it out of sight, with a word to who wrote it; both are held, the moment with its place.

    A moment is not published any more, so that no list, thread, history, draft or file shows it: nothing
    else has to know. `author` names the roles of who wrote it, then and now.
    """
    require(policy.may_hide(by, moment, *author) and thing.hidden_at is None)
    was_public = _is_public(thing, moment)
    _mark(thing, because, words, policy.moderates_as(by, moment))
    if isinstance(thing, LearningMoment):
        thing.published_before, thing.published_at = thing.published_at, None
    _tell("moment_hidden", thing, moment, was_public=was_public, by=by)


def show_learned(thing: Learned, *, moment: LearningMoment, by: Actor) -> None:
    """Show again what was hidden; a quote only as far as the person quoted agrees to what it says now."""
    require(policy.may_show_again(by, moment, thing.hidden_as))
    thing.hidden_at = thing.hidden_as = thing.hidden_for = None
    thing.hidden_words = ""
    if isinstance(thing, LearningMoment):
        thing.published_at = thing.published_before if _is_agreed(thing) else None
        thing.published_before = None
    _tell("moment_shown", thing, moment, was_public=_is_public(thing, moment), by=by)


def _mark(thing: Hideable, because: ReportReason, words: str, role: Role | None) -> None:
    thing.hidden_at, thing.hidden_as = now(), role
    thing.hidden_for, thing.hidden_words = because, words


def _is_agreed(moment: LearningMoment) -> bool:
    if moment.kind != MomentKind.QUOTE:
        return True
    consent = find_consent(moment)
    is_yes = consent is not None and consent.answer == ConsentAnswer.YES and consent.withdrawn_at is None
    return consent is not None and is_yes and consent.fits(moment)


def _is_public(thing: Learned, moment: LearningMoment) -> bool:
    """Tell whether everybody reads it: what is shared with other programmes no page of the place shows."""
    if isinstance(thing, ObstacleShare) or not (moment.is_shown and is_in_public(moment)):
        return False
    return isinstance(thing, LearningMoment) or thing.openness == Openness.PUBLIC


def _tell(verb: str, thing: Learned, moment: LearningMoment, *, was_public: bool, by: Actor) -> None:
    kind = ThingKind.REFLECTION.value
    if isinstance(thing, LearningMoment):
        tell_moment(verb, moment, by=by, was_public=was_public, kind=ThingKind.MOMENT.value)
    elif isinstance(thing, ObstacleShare):
        obstacle = ThingKind.OBSTACLE.value
        record(verb, by=by, programme_id=moment.programme_id, subject_id=moment.id, kind=obstacle)
    elif moment.initiative is not None:
        tell(verb, moment.initiative, by=by, subject_id=moment.id, is_public=was_public, kind=kind)
    else:
        where = {"programme_id": moment.programme_id, "board_id": moment.board_id}
        record(verb, by=by, subject_id=moment.id, is_public=was_public, kind=kind, **where)
