"""What the counts of activity say: pure rules, no database (domain/borging.md, needs N16 and N22)."""

from dataclasses import dataclass

from workspace.access import Role

MINIMUM = 10  # with fewer activities there is no share to speak of (domain/borging.md)
DAYS = 90  # that a measurement looks back, its own day included
# Of the programme team, by the role kept with what somebody did at that moment. A kartrekker is not.
INSIDE = frozenset({Role.TEAM, Role.MANAGER})

# What is work on an initiative. Everything else that is told of it is not:
# supporting and joining are a wish, and a hundred supporters would hide who does the work;
# a comment that is mended or hidden is the order of the talk; drafts are known to their makers only;
# a handover and a trial are steps that one side alone can take, whoever does the work.
WORK = frozenset(
    {
        "initiative_posted",
        "initiative_edited",
        "initiative_moved",
        "initiative_ended",
        "initiative_news",
        "comment_posted",
        "aspect_changed",
        "aspect_confirmed",
    }
)


@dataclass(frozen=True)
class Independence:
    """How many activities the programme team did in some days, and how many everybody else did."""

    by_team: int = 0
    by_others: int = 0

    @property
    def total(self) -> int:
        return self.by_team + self.by_others

    @property
    def share(self) -> float | None:
        """The part done outside the programme team, from 0 to 1; None when there is too little to say."""
        return self.by_others / self.total if self.total >= MINIMUM else None
