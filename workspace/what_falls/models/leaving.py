"""Who and what is gone after a question: pure rules (docs/decisions/0012).

Somebody goes away when they are picked, or when everything goes by which they take part: their place in the
team and their organisations. Who has neither, such as a resident, stays unless picked.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from workspace.what_falls.models.facts import NONE, Ends, Facts, Initiative, Question

Pairs = frozenset[tuple[int, int]]  # person, organisation


@dataclass(frozen=True)
class Gone:
    """What is not there any more on the day that the answer shows."""

    day: date
    by: date | None = None
    people: frozenset[int] = NONE  # altogether
    off_team: frozenset[int] = NONE
    team: bool = False  # nobody of the team is left
    organisations: frozenset[int] = NONE
    streams: frozenset[int] = NONE
    left: Pairs = frozenset()
    still_in: Pairs = frozenset()

    @cached_property
    def anybody(self) -> frozenset[int]:
        """Everybody who goes, also those who go from some places only."""
        return self.people | self.off_team | {person for person, _ in self.left}

    def may_touch(self, initiative: Initiative) -> bool:
        """Tell whether an initiative rests on anything that goes; in a large programme most do not."""
        return (
            self.by is not None
            or not self.organisations.isdisjoint(initiative.organisations)
            or any(aspect.person_id in self.anybody for aspect in initiative.aspects)
            or any(money.stream_id in self.streams for money in initiative.money)
        )

    def takes(self, person_id: int | None, organisation_id: int | None) -> bool:
        """Tell whether this person no longer answers for something on behalf of this organisation."""
        if person_id is None:
            return False
        for_it = (person_id, organisation_id)
        no_hours = person_id in self.off_team and for_it not in self.still_in
        return person_id in self.people or for_it in self.left or no_hours

    def ended(self, last_day: date | None) -> bool:
        """Tell whether something with this last day is over."""
        return last_day is not None and self.by is not None and last_day <= self.by


def gone_after(facts: Facts, question: Question) -> Gone:
    """Return what goes away, and what goes along with it."""
    over = Gone(question.day_seen(facts.today), question.by).ended
    team_ends = question.team or over(facts.ends_on)
    in_team = frozenset(role.person_id for role in facts.team)
    staying = {role.person_id for role in facts.team if not (team_ends or over(role.ends_on))}
    off_team = in_team - staying
    organisations = question.organisations | _ended_partners(facts, question.by)
    held = frozenset((role.person_id, role.of_id) for role in facts.members)
    still_in = frozenset(
        (role.person_id, role.of_id)
        for role in facts.members
        if role.of_id not in organisations and not over(role.ends_on)
    )
    with_a_role = in_team | {person for person, _ in held}
    with_a_role_left = staying | {person for person, _ in still_in}
    people = question.people | (with_a_role - with_a_role_left)
    return Gone(
        day=question.day_seen(facts.today),
        by=question.by,
        people=people,
        off_team=off_team,
        team=team_ends or (bool(in_team) and in_team <= people | off_team),
        organisations=organisations,
        streams=question.streams | _gone(facts.streams, over),
        left=held - still_in,
        still_in=still_in,
    )


def _ended_partners(facts: Facts, by: date | None) -> frozenset[int]:
    """Return who stops taking part: not who does so because the programme ends, for they stay."""
    early = [
        row._replace(ends_on=None) if facts.ends_on and row.ends_on and row.ends_on >= facts.ends_on else row
        for row in facts.partners
    ]
    return _gone(early, Gone(facts.today, by).ended)


def _gone(rows: Iterable[Ends], over: Callable[[date | None], bool]) -> frozenset[int]:
    """Return what has no row left: somebody may take part twice, until different days."""
    rows = list(rows)
    return frozenset(row.id for row in rows) - {row.id for row in rows if not over(row.ends_on)}
