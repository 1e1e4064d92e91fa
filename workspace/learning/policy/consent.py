"""Who asks the person quoted, who answers, and who takes consent back. Pure (domain/roles.md, N25)."""

from typing import Protocol

from workspace.access import Actor
from workspace.initiatives.policy import enters_for_others
from workspace.learning.models import LearningMoment, MomentKind
from workspace.learning.policy.moments import may_edit_moment, may_see_all


class Asked(Protocol):
    """A consent: a QuoteConsent, or what has these."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def key_hash(self) -> str | None: ...


def may_ask_quoted(actor: Actor, moment: LearningMoment) -> bool:
    """Whoever may change the words of a quote asks the person who said them."""
    return moment.kind == MomentKind.QUOTE and may_edit_moment(actor, moment)


def may_quote_oneself(actor: Actor, moment: LearningMoment) -> bool:
    """Only who caught it can be who says it: nobody says yes for somebody else."""
    return may_ask_quoted(actor, moment) and actor.id == moment.author_id


def may_enter_paper(actor: Actor, moment: LearningMoment) -> bool:
    """Whoever may enter what people say who do not come online (N14) may enter their yes on paper."""
    enters = enters_for_others(actor, moment.board_id or 0, moment.programme_id)
    return enters and may_ask_quoted(actor, moment)


def may_answer_quote(actor: Actor, consent: Asked, key_hash: str | None = None) -> bool:
    """The person quoted, known by the key in their link or by their account; nobody else in any role."""
    if key_hash is not None and key_hash == consent.key_hash:
        return True
    return actor.id is not None and actor.id == consent.user_id


def may_take_consent_back(actor: Actor, moment: LearningMoment) -> bool:
    """Whoever somebody tells that they no longer agree: who caught it, and who steers there."""
    return may_see_all(actor, moment)
