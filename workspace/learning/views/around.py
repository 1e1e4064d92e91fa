"""What stands around a moment on its page: reflections, consent and sharing."""

from collections.abc import Callable
from typing import NamedTuple

from workspace.forms import ButtonForm
from workspace.learning.models import LearningMoment, MomentKind, QuoteConsent
from workspace.learning.policy.consent import may_answer_quote, may_ask_quoted, may_take_consent_back
from workspace.learning.policy.reflecting import (
    may_edit_reflection,
    may_withdraw_reflection,
    reflects_to,
)
from workspace.learning.policy.sharing import may_stop_sharing
from workspace.learning.queries.consent import find_consent
from workspace.learning.queries.reflections import ReflectionRow, ToldFrom, by_side, list_reflections
from workspace.web import actor_here


class Around(NamedTuple):
    """What stands around a moment, and what the reader may do there."""

    sides: list[tuple[ToldFrom, list[ReflectionRow]]]
    may_reflect: bool
    may_edit_reflection: Callable[[ReflectionRow], bool]
    may_withdraw_reflection: Callable[[ReflectionRow], bool]
    consent: QuoteConsent | None
    may_ask: bool
    is_quoted: bool
    may_take_back: bool
    may_share: bool
    button_form: ButtonForm


def read_around(moment: LearningMoment) -> Around:
    """Return what stands around a moment that the person at the keyboard sees."""
    actor = actor_here()
    is_quote = moment.kind == MomentKind.QUOTE
    consent = find_consent(moment) if is_quote and actor.is_authenticated else None
    return Around(
        sides=by_side(list_reflections([moment.id], actor).get(moment.id, [])),
        may_reflect=bool(reflects_to(actor, moment)) or (actor.is_anonymous and moment.is_shown),
        may_edit_reflection=lambda row: may_edit_reflection(actor, row),
        may_withdraw_reflection=lambda row: may_withdraw_reflection(actor, moment, row),
        consent=consent,
        may_ask=may_ask_quoted(actor, moment),
        is_quoted=consent is not None and may_answer_quote(actor, consent),
        may_take_back=may_take_consent_back(actor, moment) and moment.withdrawn_at is None,
        may_share=may_stop_sharing(actor, moment),
        button_form=ButtonForm(formdata=None),
    )
