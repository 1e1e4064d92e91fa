"""Choosing about mail, signed in or by the key of a message. Each change of consent stays on record."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import update

from workspace.access import Actor, require
from workspace.activity.actions import record
from workspace.consents.actions import note_consent
from workspace.consents.models import ConsentFor, ConsentHow
from workspace.db import change_rows, now
from workspace.digests import policy
from workspace.digests.actions.rows import add_missing_choices
from workspace.digests.models import MailChoice, as_bits
from workspace.digests.queries.choices import hold_choice
from workspace.following.models import Notice


def choose_mail(*, weekdays: Collection[int], at_once: bool, by: Actor) -> None:
    """Store when somebody wants mail: on which weekdays (0 is Monday) a digest, none of them for never."""
    require(policy.may_choose(by))
    me = by.signed_in_id()
    add_missing_choices([me])
    _change(hold_choice(me), as_bits(weekdays), at_once, "account", by=by)


def change_choice(choice: MailChoice, *, weekdays: Collection[int], at_once: bool, by: Actor) -> None:
    """The same for the person whose message carried the key that led to this choice."""
    require(policy.may_change(by, choice))
    _change(hold_choice(choice.user_id), as_bits(weekdays), at_once, "key", by=by)


def stop_mail(choice: MailChoice, *, by: Actor) -> None:
    """Send this person no mail any more but about their account: what one click in a mail program asks."""
    require(policy.may_change(by, choice))
    _change(hold_choice(choice.user_id), 0, False, "one_click", by=by)


def _change(choice: MailChoice, days: int, at_once: bool, how: str, *, by: Actor) -> None:
    if choice.chosen_at is not None and (choice.days, choice.at_once) == (days, at_once):
        return
    wanted_none = choice.wants_none or choice.chosen_at is None
    before: dict[str, Any] = {"days": choice.days, "at_once": choice.at_once}
    if not choice.days:
        _begin_afresh(choice.user_id)
    choice.days, choice.at_once, choice.chosen_at = days, at_once, now()
    record(
        "changed_mail", by=by, subject_id=choice.user_id, how=how, days=days, at_once=at_once, before=before
    )
    if choice.wants_none or wanted_none:
        note_consent(
            ConsentFor.DIGEST,
            "mail_choice",
            choice.user_id,
            given=not choice.wants_none,
            how=ConsentHow.SELF if how == "account" else ConsentHow.LINK,
            person_id=choice.user_id,
            by=by,
        )


def _begin_afresh(user_id: int) -> None:
    """Let what happened while somebody wanted no digest stay out of the first that they do want."""
    waiting = update(Notice).where(
        Notice.user_id == user_id, Notice.mailed_at.is_(None), Notice.at_once.is_(False)
    )
    change_rows(waiting.values(mailed_at=now()))
