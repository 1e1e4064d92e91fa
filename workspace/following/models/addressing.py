"""To whom an event speaks in particular, and for which reasons others are told of it."""

from dataclasses import dataclass
from enum import StrEnum

from workspace.following.models.tables import Why


class Addressed(StrEnum):
    """To whom in particular an event speaks: they are told at once."""

    AUTHOR_OF_PARENT = "author_of_parent"  # of the comment that was replied to
    SUBJECT = "subject"  # the person whose number the event carries
    RECEIVER = "receiver"  # who may commit the organisation to which something is handed over
    STEP_HOLDER = "step_holder"  # who answers for a next step
    TASK_HOLDER = "task_holder"  # whose task it is, when it was given to them
    MODERATORS = "moderators"  # who moderates where somebody reported something, except its maker
    REPORTERS = "reporters"  # who reported what was judged
    WARNED = "warned"  # the author to whom moderators had a word
    JOINED = "joined"  # who takes part: what they may and may not do changed (N10)
    ASKER = "asker"  # who asked somebody to take something over
    ASKED = "asked"  # who speaks for the organisation that was asked something, or works there
    QUESTION_ASKER = "question_asker"  # who asked an organisation something
    QUESTION_OWNER = "question_owner"  # who sees to the answer
    TEAM = "team"  # of the programme, its manager included: somebody let themselves be forgotten
    INSIDERS = "insiders"  # everybody who sees partner-only things of the programme
    QUESTION_SIDES = "question_sides"  # who asked, and the organisation that is asked now


@dataclass(frozen=True)
class Tells:
    """For which reasons people are told of an event, and whom it addresses.

    `insiders_only`: it is talk among partners, and not even for who made the initiative.
    """

    why: frozenset[Why] = frozenset()
    addressed: Addressed | None = None
    insiders_only: bool = False
