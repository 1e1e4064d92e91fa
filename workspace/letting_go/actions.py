"""Saying where one stands between letting go and steering."""

from workspace.access import Actor, require
from workspace.activity.actions import record
from workspace.boards.models import Board
from workspace.db import db
from workspace.initiatives.actions.telling import tell
from workspace.initiatives.models import Initiative
from workspace.letting_go import policy
from workspace.letting_go.models import Position, Stance


def mark_stance(
    place: Board | Initiative, *, stands: Position, wants: Position, why: str = "", by: Actor
) -> None:
    """Say for one's organisation, or for the programme team, where it stands and where it wants to be."""
    require(policy.may_mark(by, place))
    db.session.add(
        Stance(
            board_id=place.board_id if isinstance(place, Initiative) else place.id,
            initiative_id=place.id if isinstance(place, Initiative) else None,
            organisation_id=policy.side_of(by, place),
            stands=stands,
            wants=wants,
            why=why,
            marked_by_id=by.signed_in_id(),
        )
    )
    if isinstance(place, Initiative):
        tell("stance_marked", place, by=by, is_public=False, stands=stands.value, wants=wants.value)
    else:
        record(
            "stance_marked",
            by=by,
            programme_id=place.programme_id,
            board_id=place.id,
            stands=stands.value,
            wants=wants.value,
        )
