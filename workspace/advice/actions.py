"""Giving advice, mending it until it was answered, and saying what was done with it (N30)."""

from typing import Any

from workspace.access import Actor, require
from workspace.activity.actions import record
from workspace.advice import policy
from workspace.advice.models import Advice, DoneWith
from workspace.advice.queries import list_advising_bodies
from workspace.boards.models import Board
from workspace.db import db, now
from workspace.initiatives.actions.telling import tell
from workspace.initiatives.models import Initiative
from workspace.text import to_html

Place = Board | Initiative


class AlreadyAnswered(Exception):
    """The programme answered this advice: what was said then stays."""


def give_advice(place: Place, *, organisation_id: int, body: str, by: Actor) -> Advice:
    """Add advice on a board or an initiative, for an advisory body to which this person belongs."""
    require(policy.may_give_advice(by, place))
    require(organisation_id in [number for number, _ in list_advising_bodies(by, place.programme_id)])
    advice = Advice(
        board_id=place.board_id if isinstance(place, Initiative) else place.id,
        initiative_id=place.id if isinstance(place, Initiative) else None,
        organisation_id=organisation_id,
        author_id=by.signed_in_id(),
        body=body,
        body_html=to_html(body),
    )
    db.session.add(advice)
    db.session.flush()  # the event and the address need its id
    _tell_of("advice_given", place, by=by, subject_id=advice.id)
    return advice


def edit_advice(advice: Advice, place: Place, *, body: str, by: Actor) -> None:
    """Let an advice say this from now on; raise AlreadyAnswered when the programme was first. It is held."""
    require(policy.may_edit_advice(by, place.programme_id, advice))
    if advice.followed is not None:
        raise AlreadyAnswered
    if body == advice.body:
        return
    advice.body, advice.body_html, advice.edited_at = body, to_html(body), now()
    _tell_of("advice_edited", place, by=by, subject_id=advice.id)


def respond_to_advice(advice: Advice, place: Place, *, followed: DoneWith, response: str, by: Actor) -> None:
    """Say what was done with an advice, or something else than before: the events keep each answer."""
    require(policy.may_respond(by, place.programme_id, advice))
    if (followed, response) == (advice.followed, advice.response):
        return
    advice.followed, advice.response = followed, response
    advice.responded_by_id, advice.responded_at = by.signed_in_id(), now()
    said = {"advice": advice.id, "followed": followed.value, "response": response}
    # The subject is who gave it, so that they hear of it.
    _tell_of("advice_answered", place, by=by, subject_id=advice.author_id, **said)


def _tell_of(verb: str, place: Place, *, by: Actor, subject_id: int, **details: Any) -> None:
    if isinstance(place, Initiative):
        tell(verb, place, by=by, subject_id=subject_id, **details)
        return
    record(
        verb,
        by=by,
        programme_id=place.programme_id,
        board_id=place.id,
        subject_id=subject_id,
        is_public=place.is_public,
        **details,
    )
