"""Showing an obstacle to other programmes, and whether the municipality may be named (N27)."""

from workspace.access import Actor, require
from workspace.activity.actions import record
from workspace.db import db, now
from workspace.learning.models import LearningMoment, ObstacleShare
from workspace.learning.models.consent import THEME_LENGTH
from workspace.learning.models.naming import names_in, without_names
from workspace.learning.policy.sharing import may_answer_name, may_share_obstacle, may_stop_sharing
from workspace.learning.queries.sharing import find_municipality, find_share, list_place_names


class NamesAPlace(ValueError):
    """The words that are to be shared tell where it was."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(names)
        self.names = names


def share_obstacle(moment: LearningMoment, *, text: str, asks_name: bool, by: Actor) -> ObstacleShare:
    """Let other programmes read this text, or another than before; raise NamesAPlace when it tells where.

    With `asks_name` the municipality is asked whether its name may stand there: until its yes it does not.
    Other words, and it is asked again.
    """
    require(may_share_obstacle(by, moment))
    names = list_place_names(moment.programme)
    if found := names_in(text, names):
        raise NamesAPlace(found)
    share = find_share(moment)
    is_new = share is None
    if share is None:
        share = ObstacleShare(moment_id=moment.id, shared_by_id=by.signed_in_id(), shared_at=now())
        db.session.add(share)
    municipality = find_municipality(moment.programme)
    title = moment.board.title if moment.board else ""
    is_same = (share.text, share.name_asked_at is not None) == (text, asks_name)
    share.text, share.theme = text, without_names(title, names)[:THEME_LENGTH]
    share.municipality_id = municipality.id if municipality else None
    if not is_same or is_new:
        share.name_agreed = share.name_answered_at = share.name_answered_by_id = None
        share.name_asked_at = now() if asks_name and municipality else None
        _tell("obstacle_shared" if is_new else "obstacle_share_changed", moment, by=by)
    return share


def stop_sharing(moment: LearningMoment, *, by: Actor) -> None:
    """Let other programmes no longer read it; twice does it once. What moderators hid stays, and stays so."""
    require(may_stop_sharing(by, moment))
    share = find_share(moment)
    require(share is None or share.hidden_at is None)
    if share is not None:
        db.session.delete(share)
        _tell("obstacle_unshared", moment, by=by)


def answer_name(share: ObstacleShare, *, agreed: bool, by: Actor) -> None:
    """Say for the municipality whether its name may stand there, also otherwise than before."""
    require(may_answer_name(by, share, share.moment.programme_id))
    if share.name_agreed is agreed:
        return
    share.name_agreed = agreed
    share.name_answered_by_id, share.name_answered_at = by.signed_in_id(), now()
    _tell("obstacle_name_answered", share.moment, by=by, agreed=agreed)


def _tell(verb: str, moment: LearningMoment, *, by: Actor, **details: bool) -> None:
    # Only the programme itself knows: what is public of it does not change.
    record(verb, by=by, programme_id=moment.programme_id, subject_id=moment.id, **details)
