"""Trials without their lead, as people see them: how they stand, and what the team did meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import desc, or_, select
from sqlalchemy.orm import joinedload

from workspace.access import Actor, Role
from workspace.accounts.models import User
from workspace.activity.models import Event
from workspace.db import db
from workspace.independence import policy
from workspace.independence.models import Independence, Outcome, SoloTrial
from workspace.independence.models.rules import INSIDE, outcome_of
from workspace.independence.queries.activity import Span, days, independence_in_spans, is_work
from workspace.initiatives.models import Initiative
from workspace.times import day_of

AT_MOST = 10  # trials on the page; more than a few years of them
ACTS_AT_MOST = 500  # of the team in all of these trials together
NAMES = tuple(
    joinedload(relation).load_only(User.name, raiseload=True)
    for relation in (SoloTrial.proposed_by, SoloTrial.agreed_by, SoloTrial.stopped_by)
)


class Intervention(NamedTuple):
    """Something the programme team did during a trial; the name is there for insiders only."""

    happened_at: datetime
    verb: str
    role: Role
    who: str | None

    @property
    def day(self) -> date:
        return day_of(self.happened_at)


@dataclass(frozen=True)
class TrialPicture:
    """A trial with its outcome, what was done in as many days before, during and after, and by the team."""

    trial: SoloTrial
    outcome: Outcome
    before: Independence
    during: Independence
    after: Independence | None  # None until there are days after it
    after_goes_on: bool
    interventions: tuple[Intervention, ...]


def find_running_trial(initiative: Initiative, *, seen_by: Actor, on: date) -> SoloTrial | None:
    """Return the trial that runs on this day, for those of the team who look; for anybody else None."""
    if not policy.is_in_team(seen_by, initiative):
        return None
    query = select(SoloTrial).where(
        SoloTrial.initiative_id == initiative.id,
        SoloTrial.agreed_at.is_not(None),
        SoloTrial.stopped_at.is_(None),
        SoloTrial.starts_on <= on,
        SoloTrial.ends_on >= on,
    )
    return db.session.scalars(query.limit(1)).first()


def get_trial(initiative: Initiative, trial_id: int) -> SoloTrial:
    """Return a trial of an initiative that the reader was shown; raise NoResultFound when it is not one."""
    query = select(SoloTrial).where(SoloTrial.initiative_id == initiative.id, SoloTrial.id == trial_id)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def list_trials(initiative: Initiative, *, seen_by: Actor, on: date) -> list[TrialPicture]:
    """Return the last ten trials of an initiative that the reader was shown, newest first; three queries."""
    mine = select(SoloTrial).where(SoloTrial.initiative_id == initiative.id).options(*NAMES)
    newest = mine.order_by(desc(SoloTrial.id)).limit(AT_MOST)
    trials = db.session.scalars(newest.execution_options(populate_existing=True)).all()
    spans = [span for trial in trials for span in _before_during_after(trial)]
    counts = independence_in_spans(initiative.id, spans)
    acts = _acts_of_team(initiative, trials, names=policy.may_see_names(seen_by, initiative))
    return [
        _picture(trial, counts[3 * number : 3 * number + 3], acts, on) for number, trial in enumerate(trials)
    ]


def span_of(trial: SoloTrial) -> Span:
    """Return when the team keeps its hands off: the agreed days, once agreed to, until called off.

    It is empty when the trial was never agreed to, or called off before it began.
    """
    span = days(trial.starts_on, trial.ends_on)
    if trial.agreed_at is None:
        return Span(span.start, span.start)
    start = max(span.start, trial.agreed_at)
    return Span(start, max(start, min(span.end, trial.stopped_at or span.end)))


def _before_during_after(trial: SoloTrial) -> tuple[Span, Span, Span]:
    """Return the span of a trial between two that have as many days."""
    length = trial.ends_on - trial.starts_on
    one = timedelta(days=1)
    before = days(trial.starts_on - length - one, trial.starts_on - one)
    after = days(trial.ends_on + one, trial.ends_on + one + length)
    return before, span_of(trial), after


def _picture(
    trial: SoloTrial, counts: Sequence[Independence], acts: Sequence[Intervention], on: date
) -> TrialPicture:
    before, during, after = counts
    span = span_of(trial)
    return TrialPicture(
        trial,
        outcome_of(trial, during, on=on),
        before,
        during,
        after if on > trial.ends_on else None,
        on <= trial.ends_on + (trial.ends_on - trial.starts_on) + timedelta(days=1),
        tuple(act for act in acts if span.start <= act.happened_at < span.end),
    )


def _acts_of_team(initiative: Initiative, trials: Sequence[SoloTrial], *, names: bool) -> list[Intervention]:
    spans = [span for span in map(span_of, trials) if span.start < span.end]
    if not spans:
        return []
    query = (
        select(Event.happened_at, Event.verb, Event.role, User.name)
        .join(User, User.id == Event.actor_id)
        .where(
            Event.initiative_id == initiative.id,
            Event.role.in_(INSIDE),
            or_(*(is_work(span) for span in spans)),
        )
        .order_by(desc(Event.happened_at), desc(Event.id))
        .limit(ACTS_AT_MOST)
    )
    rows: Any = db.session.execute(query)
    return [Intervention(at, verb, role, name if names else None) for at, verb, role, name in rows]
