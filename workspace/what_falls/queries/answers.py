"""The answer to a question about a programme that the reader was shown."""

from typing import NamedTuple

from workspace.access import Actor
from workspace.independence.models.rules import MINIMUM
from workspace.independence.queries import shares_by_person
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
    shares = shares_by_person([one.id for one in facts.initiatives], on=facts.today)
    found: Deeds = {}
    for initiative_id, by_person in shares.items():
        total = sum(by_person.values())
        most = [
            Deed(person, done, total)
            for person, done in by_person.items()
            if person in picked and total >= MINIMUM and 2 * done > total
        ]
        if most:
            found[initiative_id] = tuple(most)
    return found
