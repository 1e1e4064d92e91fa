"""Forgetting who asked for it, when their seven days are over."""

import logging
from functools import partial

from flask import current_app

from workspace.access import OPERATOR
from workspace.accounts.models import User
from workspace.db import db, may_write
from workspace.letters import Letter, compose
from workspace.mail.actions import enqueue_mail
from workspace.mail.models import FAREWELL
from workspace.privacy.actions.erasure import carry_out_erasure
from workspace.privacy.cli.turns import in_turn
from workspace.privacy.models import Contributions
from workspace.privacy.queries.erasure import get_person_of, hold_due, list_due
from workspace.stores import Folder, files_of

log = logging.getLogger(__name__)


def forget_people() -> None:
    """Forget everybody whose days of thought are over, each in a transaction of its own.

    Whatever fails for one is tried again in an hour, and keeps nobody else waiting.
    """
    may_write()
    files = files_of(current_app.extensions["settings"])
    for number in list_due():
        db.session.rollback()
        may_write()
        try:
            in_turn(partial(_forget, number, files))
        except Exception as error:
            db.session.rollback()
            log.error("Request %s to be forgotten waits an hour: %s", number, type(error).__name__)


def _forget(number: int, files: Folder) -> bool:
    request = hold_due(number)
    if request is None:
        return False
    person = get_person_of(request)
    address, locale, has_mail = person.email, person.locale, person.is_confirmed and not person.is_on_paper
    letter = _farewell(person, request.contributions)
    carry_out_erasure(request, person, files=files, by=OPERATOR)
    if has_mail:
        enqueue_mail(
            address, subject=letter.subject, text=letter.text, locale=locale, kind=FAREWELL, by=OPERATOR
        )
    return True


def _farewell(person: User, contributions: Contributions) -> Letter:
    return compose("erasure_done", locale=person.locale, goes=contributions is Contributions.GO)
