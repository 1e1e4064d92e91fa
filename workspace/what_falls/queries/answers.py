"""The answer to a question about a programme that the reader was shown."""

from typing import Any, NamedTuple

from sqlalchemy import func, select

from workspace.access import Actor
from workspace.activity.models import Event
from workspace.db import db
from workspace.independence.models.rules import MINIMUM
from workspace.independence.queries import independence_of
from workspace.independence.queries.activity import days_until, is_work
from workspace.programmes.models import Programme
from workspace.what_falls.models.answer import Answer, answer_to
from workspace.what_falls.models.facts import Facts, Question
from workspace.what_falls.queries.facts import facts_of


class Deed(NamedTuple):
    """Somebody of the question did more than half of what was done on an initiative in ninety days."""

    person_id: int
    done: int
    total: int


Deeds = dict[int, tuple[Deed, ...]]


def find_answer(question: Question, programme: Programme, *, seen_by: Actor) -> tuple[Answer, Deeds]:
    """Return what falls today, and who of those that go away did most of the work, in eleven queries."""
    facts = facts_of(programme, seen_by=seen_by)
    answer = answer_to(question.within(facts), facts)
    return answer, find_deeds(facts, answer.question)


def find_deeds(facts: Facts, question: Question) -> Deeds:
    """Return by initiative who of the people picked, and of the team if it is, did more than half.

    Nothing is said of an initiative with too little activity to say (domain/borging.md, "Independence").
    """
    picked = set(question.people)
    if question.team:
        picked |= {role.person_id for role in facts.team}
    if not picked:
        return {}
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
