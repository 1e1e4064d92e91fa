"""Changing an aspect of borging, and confirming again what was said.

Both expect the initiative to be held (get_initiative_to_change), so that two people take turns.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, select

from workspace.access import Actor, require
from workspace.borging import policy
from workspace.borging.actions.outlooks import rewrite_outlook
from workspace.borging.models import AspectChange, AspectCode, AspectState, BorgingAspect, Evidence
from workspace.borging.models.rules import CLAIMS, lacking
from workspace.borging.queries.aspects import find_aspect
from workspace.db import db
from workspace.initiatives.actions.telling import tell
from workspace.initiatives.models import Initiative


class IncompleteClaim(ValueError):
    """A claim without an organisation, evidence or a last day, or "not needed" without a reason."""


@dataclass(frozen=True)
class Change:
    """What somebody says of an aspect, with what shows it and why it changed."""

    state: AspectState
    organisation_id: int | None = None
    person_id: int | None = None
    valid_until: date | None = None
    reason: str = ""
    why: str = ""
    evidence: str = ""
    link: str = ""


def change_aspect(initiative: Initiative, code: AspectCode, change: Change, *, by: Actor) -> BorgingAspect:
    """Say how an aspect stands; raise IncompleteClaim when what the state asks for is missing."""
    require(policy.may_change_aspects(by, initiative))
    aspect = find_aspect(initiative, code) or BorgingAspect(
        initiative_id=initiative.id, code=code, state=AspectState.OPEN, reason=""
    )
    missing = lacking(
        change.state,
        organisation=change.organisation_id is not None,
        evidence=bool(change.evidence) or _has_evidence(aspect),
        valid_until=change.valid_until is not None,
        reason=bool(change.reason),
    )
    if missing:
        raise IncompleteClaim(", ".join(missing))
    before = aspect.state
    if _apply(aspect, change) or change.evidence or change.why:
        _keep(aspect, change, before, initiative, by)
    return aspect


def confirm_aspect(initiative: Initiative, aspect: BorgingAspect, *, valid_until: date, by: Actor) -> None:
    """Say that a claim still holds, until another day; raise IncompleteClaim when nothing is claimed."""
    require(policy.may_confirm_aspect(by, initiative, aspect))
    if aspect.state not in CLAIMS:
        raise IncompleteClaim("state")
    aspect.valid_until = valid_until
    _note(aspect, aspect.state, "", by)
    rewrite_outlook(initiative.id)
    tell("aspect_confirmed", initiative, by=by, aspect=aspect.code.value)


def _has_evidence(aspect: BorgingAspect) -> bool:
    return aspect.id is not None and bool(
        db.session.scalar(select(exists().where(Evidence.aspect_id == aspect.id)))
    )


def _apply(aspect: BorgingAspect, change: Change) -> bool:
    """Put the change in the aspect; return whether anything is different."""
    said = {
        "state": change.state,
        "reason": change.reason if change.state == AspectState.NOT_NEEDED else "",
        "organisation_id": change.organisation_id,
        "person_id": change.person_id,
        "valid_until": change.valid_until if change.state in CLAIMS else None,
    }
    different = {name: value for name, value in said.items() if getattr(aspect, name) != value}
    for name, value in different.items():
        setattr(aspect, name, value)
    return bool(different)


def _keep(
    aspect: BorgingAspect, change: Change, before: AspectState, initiative: Initiative, by: Actor
) -> None:
    db.session.add(aspect)
    db.session.flush()  # evidence and history need the id
    if change.evidence:
        db.session.add(
            Evidence(aspect_id=aspect.id, text=change.evidence, link=change.link, added_by_id=by.id)
        )
    _note(aspect, before, change.why or aspect.reason, by)
    rewrite_outlook(initiative.id)
    tell(
        "aspect_changed",
        initiative,
        by=by,
        aspect=aspect.code.value,
        from_state=before.value,
        to_state=change.state.value,
    )


def _note(aspect: BorgingAspect, before: AspectState, why: str, by: Actor) -> None:
    db.session.add(
        AspectChange(
            aspect_id=aspect.id,
            from_state=before,
            to_state=aspect.state,
            organisation_id=aspect.organisation_id,
            person_id=aspect.person_id,
            valid_until=aspect.valid_until,
            why=why,
            changed_by_id=by.id,
        )
    )
