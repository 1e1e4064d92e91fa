"""Saying what one makes of a moment, from one's own side (N25)."""

from workspace.access import Actor, require
from workspace.activity.actions import record
from workspace.db import db, now
from workspace.initiatives.actions.telling import tell
from workspace.learning.actions.telling import is_in_public
from workspace.learning.models import LearningMoment, Reflection
from workspace.learning.policy.reflecting import (
    may_edit_reflection,
    may_reflect,
    may_withdraw_reflection,
)
from workspace.programmes.models import Openness
from workspace.text import to_html


def reflect(moment: LearningMoment, *, body: str, openness: Openness, by: Actor) -> Reflection:
    """Add what somebody makes of a moment, in the role and for the organisation they have now."""
    require(may_reflect(by, moment, openness))
    role, organisation_id = by.hat(moment.programme_id, moment.board_id)
    reflection = Reflection(
        moment_id=moment.id,
        body=body,
        body_html=to_html(body),
        openness=openness,
        author_id=by.signed_in_id(),
        role=role,
        organisation_id=organisation_id,
    )
    db.session.add(reflection)
    if openness == Openness.PUBLIC:
        _tell("reflection_written", moment, is_public=is_in_public(moment), by=by)
    else:
        _tell("partner_reflection_written", moment, is_public=False, by=by)
    return reflection


def edit_reflection(
    reflection: Reflection, moment: LearningMoment, *, body: str, openness: Openness, by: Actor
) -> None:
    """Let one's own reflection, which is held, say this from now on.

    Role and organisation stay those of when it was written.
    """
    require(may_edit_reflection(by, reflection))
    require(openness == reflection.openness or may_reflect(by, moment, openness))
    if (body, openness) == (reflection.body, reflection.openness):
        return
    was_public = Openness.PUBLIC in {openness, reflection.openness} and is_in_public(moment)
    reflection.body, reflection.body_html = body, to_html(body)
    reflection.openness, reflection.edited_at = openness, now()
    _tell("reflection_edited", moment, is_public=was_public, by=by)


def withdraw_reflection(reflection: Reflection, moment: LearningMoment, *, by: Actor) -> None:
    """Take a reflection back; twice does it once."""
    require(may_withdraw_reflection(by, moment, reflection))
    if reflection.withdrawn_at is None:
        reflection.withdrawn_at = now()
        was_public = reflection.openness == Openness.PUBLIC and is_in_public(moment)
        _tell("reflection_withdrawn", moment, is_public=was_public, by=by)


def _tell(verb: str, moment: LearningMoment, *, is_public: bool, by: Actor) -> None:
    if moment.initiative is not None:
        tell(verb, moment.initiative, by=by, subject_id=moment.id, is_public=is_public)
        return
    place = {"programme_id": moment.programme_id, "board_id": moment.board_id}
    record(verb, by=by, subject_id=moment.id, is_public=is_public, **place)
