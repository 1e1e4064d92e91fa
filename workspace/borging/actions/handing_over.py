"""Handing an initiative over: the programme offers, the organisation answers (domain/borging.md).

All expect the initiative to be held (get_initiative_to_change) and the offer read after that, so that two
people take turns and there is one outcome.
"""

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import exists, select

from workspace.access import Actor, require
from workspace.borging import policy
from workspace.borging.actions.outlooks import rewrite_outlook
from workspace.borging.models import Answer, Handover, HandoverState, HandoverStep
from workspace.borging.models.handovers import IS_OPEN
from workspace.db import db
from workspace.initiatives.actions.telling import tell
from workspace.initiatives.models import Initiative
from workspace.times import today


class HandoverMovedOn(Exception):
    """Somebody was first: the offer, or the initiative, is no longer in the state this act is for."""


@dataclass(frozen=True)
class Offer:
    """What the programme offers to an organisation, and from which day."""

    to_organisation_id: int
    from_day: date
    tasks: str
    contacts: str = ""
    documents: str = ""
    open_points: str = ""
    conditions: str = ""


def offer_handover(initiative: Initiative, offer: Offer, *, by: Actor) -> Handover:
    """Offer an initiative to an organisation; raise HandoverMovedOn when it cannot be offered now."""
    require(policy.may_offer_handover(by, initiative))
    has_open = select(exists().where(Handover.initiative_id == initiative.id, IS_OPEN))
    if not policy.is_offerable(initiative) or db.session.scalar(has_open):
        raise HandoverMovedOn
    handover = Handover(initiative_id=initiative.id, **asdict(offer))
    db.session.add(handover)
    db.session.flush()  # its steps need its id
    _take_step(initiative, handover, HandoverState.OFFERED, by=by)
    return handover


def change_offer(initiative: Initiative, handover: Handover, offer: Offer, *, by: Actor) -> None:
    """Offer anew after changes were asked; raise HandoverMovedOn when none are asked now."""
    require(policy.may_offer_handover(by, initiative))
    if handover.state != HandoverState.CHANGES_ASKED or not policy.is_offerable(initiative):
        raise HandoverMovedOn
    for name, value in asdict(offer).items():
        setattr(handover, name, value)
    _take_step(initiative, handover, HandoverState.OFFERED, by=by)


def withdraw_offer(initiative: Initiative, handover: Handover, *, by: Actor) -> None:
    """Take an offer back; raise HandoverMovedOn when it was answered or taken back before."""
    require(policy.may_offer_handover(by, initiative))
    if not handover.state.is_open:
        raise HandoverMovedOn
    _take_step(initiative, handover, HandoverState.WITHDRAWN, by=by)


def answer_handover(
    initiative: Initiative, handover: Handover, *, answer: Answer, reason: str = "", by: Actor
) -> None:
    """Answer for the organisation; accepting makes it the owner from the agreed day on, or from today.

    Raise HandoverMovedOn when the offer does not wait for an answer.
    """
    require(policy.may_answer_handover(by, handover))
    if handover.state != HandoverState.OFFERED or not policy.is_offerable(initiative):
        raise HandoverMovedOn
    if answer == Answer.ACCEPTED:
        handover.from_day = max(handover.from_day, today())
        initiative.carried_by_id = handover.to_organisation_id
        initiative.carried_from = handover.from_day
    state = HandoverState(answer.value)
    _take_step(initiative, handover, state, reason=reason, organisation=handover.to_organisation_id, by=by)
    if answer == Answer.ACCEPTED:
        rewrite_outlook(initiative.id)


def let_team_edit(initiative: Initiative, *, may_edit: bool, by: Actor) -> None:
    """Give the programme team its rights on what was handed over back, or end them again."""
    require(policy.may_let_team_edit(by, initiative))
    if initiative.team_may_edit == may_edit:
        return
    initiative.team_may_edit = may_edit
    tell("team_rights_given" if may_edit else "team_rights_ended", initiative, by=by, is_public=False)


def _take_step(
    initiative: Initiative,
    handover: Handover,
    state: HandoverState,
    *,
    reason: str = "",
    organisation: int | None = None,
    by: Actor,
) -> None:
    handover.state = state
    step = HandoverStep(
        handover_id=handover.id,
        state=state,
        by_id=by.signed_in_id(),
        organisation_id=organisation or by.hat(initiative.programme_id, initiative.board_id)[1],
        reason=reason,
    )
    db.session.add(step)
    tell(
        f"handover_{state.value}",
        initiative,
        by=by,
        subject_id=handover.id,
        is_public=None if state == HandoverState.ACCEPTED else False,
        to_organisation=handover.to_organisation_id,
        from_day=handover.from_day.isoformat(),
    )
