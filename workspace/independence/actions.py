"""Agreeing on a trial without its lead: one side proposes, the other agrees, either calls it off.

All expect the initiative to be held (get_initiative_to_change) and the trial read after that, so that two
people take turns and there is one trial at a time.
"""

from datetime import date

from sqlalchemy import select

from workspace.access import Actor, require
from workspace.db import db, now
from workspace.independence import policy
from workspace.independence.models import Independence, Outcome, SoloTrial
from workspace.independence.models.rules import is_fitting, is_open, outcome_of
from workspace.initiatives.actions.telling import tell
from workspace.initiatives.models import Initiative
from workspace.times import today


class TrialMovedOn(Exception):
    """Somebody was first: the trial, or the initiative, is no longer in the state this act is for."""


class BadPeriod(ValueError):
    """Days that a trial cannot have: in the past, too few or too many."""


def propose_trial(initiative: Initiative, *, starts_on: date, ends_on: date, by: Actor) -> SoloTrial:
    """Propose a period, its last day included, and return it; raise BadPeriod or TrialMovedOn."""
    require(policy.may_propose_trial(by, initiative))
    if not is_fitting(starts_on, ends_on, on=today()):
        raise BadPeriod
    if not policy.is_triable(initiative) or _has_open(initiative):
        raise TrialMovedOn
    trial = SoloTrial(
        initiative_id=initiative.id,
        starts_on=starts_on,
        ends_on=ends_on,
        proposed_by_id=by.signed_in_id(),
        proposed_as=policy.side_when_proposing(by, initiative),
    )
    db.session.add(trial)
    db.session.flush()  # what is told names its id
    _tell("trial_proposed", initiative, trial, by)
    return trial


def agree_to_trial(initiative: Initiative, trial: SoloTrial, *, by: Actor) -> None:
    """Agree for the other side; when its first day has passed it begins today. Raise TrialMovedOn."""
    require(policy.may_agree_to_trial(by, initiative, trial))
    stands = outcome_of(trial, Independence(), on=today())
    if stands != Outcome.PROPOSED or not policy.is_triable(initiative):
        raise TrialMovedOn
    trial.starts_on = max(trial.starts_on, today())
    trial.agreed_by_id, trial.agreed_at = by.signed_in_id(), now()
    _tell("trial_agreed", initiative, trial, by)


def call_off_trial(initiative: Initiative, trial: SoloTrial, *, reason: str, by: Actor) -> None:
    """Call off a trial that is proposed, agreed or under way; raise TrialMovedOn when it is none of these."""
    require(policy.may_call_off_trial(by, initiative))
    if not is_open(trial, on=today()):
        raise TrialMovedOn
    trial.stopped_by_id, trial.stopped_at, trial.stop_reason = by.signed_in_id(), now(), reason
    _tell("trial_called_off", initiative, trial, by)


def _has_open(initiative: Initiative) -> bool:
    not_over = (SoloTrial.initiative_id == initiative.id, SoloTrial.ends_on >= today())
    return any(is_open(trial, on=today()) for trial in db.session.scalars(select(SoloTrial).where(*not_over)))


def _tell(verb: str, initiative: Initiative, trial: SoloTrial, by: Actor) -> None:
    tell(
        verb,
        initiative,
        by=by,
        subject_id=trial.id,
        is_public=False,
        starts_on=trial.starts_on.isoformat(),
        ends_on=trial.ends_on.isoformat(),
    )
