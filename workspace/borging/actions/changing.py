"""Changing an aspect of borging, confirming again what was said, and taking back what showed it.

All expect the initiative to be held (get_initiative_to_change), so that two people take turns.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm.attributes import flag_modified

from workspace.access import Actor, require
from workspace.borging import policy
from workspace.borging.actions.outlooks import rewrite_outlook
from workspace.borging.actions.proving import Proof, keep_proof
from workspace.borging.models import AspectChange, AspectCode, AspectState, BorgingAspect, Evidence
from workspace.borging.models.rules import CLAIMS, lacking
from workspace.borging.queries.aspects import find_aspect
from workspace.borging.queries.evidence import count_evidence
from workspace.db import db, now
from workspace.initiatives.actions.telling import tell
from workspace.initiatives.models import Initiative
from workspace.stores import Folder


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
    proof: Proof | None = None
    next_step: str = ""
    next_step_on: date | None = None


class LastEvidence(Exception):
    """A claim would be left without anything that shows it."""


def change_aspect(
    initiative: Initiative,
    code: AspectCode,
    change: Change,
    *,
    folder: Folder | Path | None = None,
    by: Actor,
) -> BorgingAspect:
    """Say how an aspect stands; raise IncompleteClaim when what the state asks for is missing.

    A file that shows it goes into this folder.
    """
    require(policy.may_change_aspects(by, initiative))
    aspect = find_aspect(initiative, code) or BorgingAspect(
        initiative_id=initiative.id, code=code, state=AspectState.OPEN, reason="", next_step=""
    )
    missing = lacking(
        change.state,
        organisation=change.organisation_id is not None,
        evidence=change.proof is not None or count_evidence(aspect) > 0,
        valid_until=change.valid_until is not None,
        reason=bool(change.reason),
    )
    if missing:
        raise IncompleteClaim(", ".join(missing))
    before = aspect.state
    if _apply(aspect, change) or change.proof or change.why:
        _keep(aspect, change, before, initiative, folder, by)
    return aspect


def confirm_aspect(initiative: Initiative, aspect: BorgingAspect, *, valid_until: date, by: Actor) -> None:
    """Say that a claim still holds, until another day; raise IncompleteClaim when nothing is claimed."""
    require(policy.may_confirm_aspect(by, initiative, aspect))
    if aspect.state not in CLAIMS:
        raise IncompleteClaim("state")
    aspect.valid_until = valid_until
    _note(aspect, aspect.state, "", by, now())
    rewrite_outlook(initiative.id)
    tell("aspect_confirmed", initiative, by=by, aspect=aspect.code.value)


def withdraw_evidence(
    initiative: Initiative, aspect: BorgingAspect, evidence: Evidence, *, why: str, by: Actor
) -> None:
    """Take a piece of evidence back; the picture of earlier days still shows it.

    Raise LastEvidence when a claim would rest on nothing: then its state is lowered first.
    """
    require(policy.may_change_aspects(by, initiative))
    if aspect.state in CLAIMS and count_evidence(aspect) < 2:
        raise LastEvidence
    flag_modified(aspect, "state")  # a form that shows this evidence is of an older version
    evidence.withdrawn_by_id, evidence.withdrawn_at = by.signed_in_id(), now()
    _note(aspect, aspect.state, why, by, evidence.withdrawn_at)
    tell("evidence_withdrawn", initiative, by=by, subject_id=evidence.id, aspect=aspect.code.value)


def _apply(aspect: BorgingAspect, change: Change) -> bool:
    """Put the change in the aspect; return whether anything is different."""
    is_needed = change.state != AspectState.NOT_NEEDED
    said = {
        "state": change.state,
        "reason": change.reason if change.state == AspectState.NOT_NEEDED else "",
        "organisation_id": change.organisation_id,
        "person_id": change.person_id,
        "valid_until": change.valid_until if change.state in CLAIMS else None,
        "next_step": change.next_step if is_needed else "",
        "next_step_on": change.next_step_on if is_needed else None,
    }
    different = {name: value for name, value in said.items() if getattr(aspect, name) != value}
    for name, value in different.items():
        setattr(aspect, name, value)
    return bool(different)


def _keep(
    aspect: BorgingAspect,
    change: Change,
    before: AspectState,
    initiative: Initiative,
    folder: Folder | Path | None,
    by: Actor,
) -> None:
    if aspect.id is not None:
        flag_modified(aspect, "state")  # the version rises with its evidence too
    db.session.add(aspect)
    db.session.flush()  # evidence and history need the id
    moment = now()
    if change.proof:
        keep_proof(aspect, change.proof, initiative.programme_id, folder, added_by=by.id, moment=moment)
    _note(aspect, before, change.why or aspect.reason, by, moment)
    rewrite_outlook(initiative.id)
    tell(
        "aspect_changed",
        initiative,
        by=by,
        aspect=aspect.code.value,
        from_state=before.value,
        to_state=change.state.value,
    )


def _note(aspect: BorgingAspect, before: AspectState, why: str, by: Actor, moment: datetime) -> None:
    db.session.add(
        AspectChange(
            aspect_id=aspect.id,
            from_state=before,
            to_state=aspect.state,
            organisation_id=aspect.organisation_id,
            person_id=aspect.person_id,
            valid_until=aspect.valid_until,
            next_step=aspect.next_step or "",
            next_step_on=aspect.next_step_on,
            reason=aspect.reason,
            why=why,
            changed_by_id=by.id,
            changed_at=moment,
        )
    )
