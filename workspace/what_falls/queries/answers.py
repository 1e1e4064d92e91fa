"""The answer to a question about a programme that the reader was shown."""

from typing import Any, NamedTuple

from sqlalchemy import func, select

from workspace.access import Actor
from workspace.activity.models import Event
from workspace.clocks.models import ResponseClock
from workspace.db import db
from workspace.independence.models.rules import MINIMUM
from workspace.independence.queries import independence_of
from workspace.independence.queries.activity import days_until, is_work
from workspace.programmes.models import Programme
from workspace.tasks.models import Task
from workspace.what_falls.models.answer import Answer, answer_to
from workspace.what_falls.models.facts import Facts, Question
from workspace.what_falls.queries.facts import facts_of


class Deed(NamedTuple):
    """Somebody of the question did more than half of what was done on an initiative in ninety days."""

    person_id: int
    done: int
    total: int


class Left(NamedTuple):
    """What somebody of the question still has to do on an initiative: open tasks, and questions that wait."""

    person_id: int
    tasks: int
    questions: int


Deeds = dict[int, tuple[Deed | Left, ...]]


def find_answer(question: Question, programme: Programme, *, seen_by: Actor) -> tuple[Answer, Deeds]:
    """Return what falls today, and what those that go away did and still have to do, in thirteen queries."""
    facts = facts_of(programme, seen_by=seen_by)
    answer = answer_to(question.within(facts), facts)
    picked = set(answer.question.people)
    if answer.question.team:
        picked |= {role.person_id for role in facts.team}
    if not picked:
        return answer, {}
    most: Deeds = find_deeds(facts, picked)
    left = find_left(facts, picked)
    return answer, {id: (*most.get(id, ()), *left.get(id, ())) for id in most.keys() | left.keys()}


def find_left(facts: Facts, picked: set[int]) -> Deeds:
    """Return by initiative which tasks and questions of these people would be left lying."""
    known = {one.id for one in facts.initiatives}
    counts: dict[tuple[int, int], list[int]] = {}
    for place, (initiative, person, still_open) in enumerate((_OPEN_TASKS, _OPEN_QUESTIONS)):
        query: Any = select(initiative, person, func.count()).where(person.in_(picked), *still_open)
        for initiative_id, person_id, number in db.session.execute(query.group_by(initiative, person)):
            if initiative_id in known:
                counts.setdefault((initiative_id, person_id), [0, 0])[place] = number
    found: Deeds = {}
    for (initiative_id, person_id), (tasks, questions) in sorted(counts.items()):
        found[initiative_id] = (*found.get(initiative_id, ()), Left(person_id, tasks, questions))
    return found


_OPEN_TASKS = (Task.initiative_id, Task.person_id, (Task.done_at.is_(None),))
_OPEN_QUESTIONS = (
    ResponseClock.initiative_id,
    ResponseClock.owner_id,
    (ResponseClock.answered_at.is_(None), ResponseClock.withdrawn_at.is_(None)),
)


def find_deeds(facts: Facts, picked: set[int]) -> Deeds:
    """Return by initiative who of these people did more than half of the work.

    Nothing is said of an initiative with too little activity to say (domain/borging.md, "Independence").
    """
    done = _done_by(picked, facts)
    totals = independence_of(list(done), on=facts.today)
    found: Deeds = {}
    for initiative_id, by_person in done.items():
        total = totals[initiative_id].total
        most = [
            Deed(person, number, total)
            for person, number in by_person.items()
            if total >= MINIMUM and 2 * number > total
        ]
        if most:
            found[initiative_id] = tuple(most)
    return found


def _done_by(people: set[int], facts: Facts) -> dict[int, dict[int, int]]:
    """Return how many activities these people did in those ninety days: initiative -> person -> number.

    Found from the people, who are few, and not from the initiatives, who are many.
    """
    query: Any = (
        select(Event.initiative_id, Event.actor_id, func.count())
        .where(Event.actor_id.in_(people), is_work(days_until(facts.today)))
        .group_by(Event.initiative_id, Event.actor_id)
    )
    known = {one.id for one in facts.initiatives}
    found: dict[int, dict[int, int]] = {}
    for initiative_id, person_id, number in db.session.execute(query):
        if initiative_id in known:
            found.setdefault(initiative_id, {})[person_id] = number
    return found
