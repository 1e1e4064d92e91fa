"""Making what people are due: their digest, or what is addressed to them."""

import logging
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

from sqlalchemy.exc import OperationalError

from workspace.access import OPERATOR, Actor
from workspace.answers.queries.lists import QuestionRow, list_waiting_for
from workspace.boards.queries.actors import get_actors
from workspace.db import db, may_write, now, read_only
from workspace.digests.actions.mailing import DIGEST, Message, claim_readers, put_in_mail
from workspace.digests.cli.letters import Asks, letter_of, unsubscribe_path
from workspace.digests.queries.due import SOON, list_due
from workspace.digests.queries.waiting import (
    Reader,
    find_asked,
    find_busy,
    find_reader,
    list_told_in,
    list_waiting,
)
from workspace.following.queries.notices import list_these_notices, list_unmailed_notices
from workspace.hourly import clock_holds
from workspace.mail.actions import say_anew
from workspace.mail.models import OutgoingMail
from workspace.tasks.queries.lists import TaskRow, list_my_tasks
from workspace.times import day_of, today

AT_A_TIME = 20  # people in one transaction, which holds the write lock meanwhile

T = TypeVar("T")

log = logging.getLogger(__name__)


def make_mail() -> int:
    """Make a message for everybody who is due for one; return how many there are to send.

    Each batch of people is one transaction. When one person's message cannot be made, the others get theirs.
    """
    if not _read(lambda: list_due(now(), at_most=1)):
        return 0
    holds = _read(clock_holds)
    made, after = 0, 0
    next_ones = partial(list_due, at_most=AT_A_TIME, clock_holds=holds)
    while due := _read(partial(next_ones, now(), after=after)):
        made += _make_for([each.user_id for each in due], holds)
        after = due[-1].user_id
    return made


def _read(what: Callable[[], T]) -> T:
    with read_only():  # asked often: it must not take the write lock
        found = what()
        db.session.rollback()
    return found


def _make_for(user_ids: list[int], holds: bool) -> int:
    may_write()
    try:
        made = _make_batch(user_ids, holds)
        db.session.commit()
        return made
    except OperationalError:
        db.session.rollback()
        raise  # the database is away: for everybody
    except Exception as error:
        db.session.rollback()
        if len(user_ids) > 1:
            return sum(_make_for([each], holds) for each in user_ids)
        log.error("A digest was not made: %s", type(error).__name__)
        return 0


def _make_batch(user_ids: list[int], holds: bool) -> int:
    at = now()
    readers = {reader.choice.user_id: reader for reader in claim_readers(user_ids, by=OPERATOR)}
    # Asked again now that they are held: another worker may have just been here.
    due = list_due(at, among=readers, at_most=len(user_ids), clock_holds=holds) if readers else ()
    if not due:
        return 0
    people = [each.user_id for each in due]
    waiting, actors = list_waiting(people), get_actors(people)
    asked, busy = find_asked(people, today()), find_busy(people, today())
    messages = []
    for number, for_digest in due:
        reader, actor = readers[number], actors[number]
        asks = Asks(
            list_late_questions(actor, today()) if for_digest and number in asked else (),
            list_urgent_tasks(actor, today()) if for_digest and number in busy else (),
        )
        messages.append(_message(reader, actor, waiting.get(number, {}), asks, for_digest))
    return put_in_mail(messages, at=at, by=OPERATOR)


def bring_up_to_date(mail: OutgoingMail) -> bool:
    """Let a message that could not go out at once say what its reader sees now; False when that is nothing.

    So it is when they lost sight of all of it, or stopped such mail meanwhile.
    """
    if mail.kind != DIGEST:
        return True
    reader = find_reader(mail.unsubscribe.rpartition("/")[2])
    actor = get_actors([reader.choice.user_id]).get(reader.choice.user_id) if reader else None
    if reader is None or actor is None or reader.choice.wants_none:
        return False
    told = list_these_notices(actor, list_told_in(mail.id))
    for_digest = not told or not all(notice.at_once for notice in told)
    day = min(today(), day_of(mail.written_at))  # a clock that is ahead says nothing of what it said then
    asks = Asks(list_late_questions(actor, day), list_urgent_tasks(actor, day)) if for_digest else Asks()
    if not told and not asks.questions:
        return False
    letter = letter_of(told, reader, asks, for_digest=for_digest)
    say_anew(
        mail,
        recipient=reader.email,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        by=OPERATOR,
    )
    return True


def list_late_questions(actor: Actor, day: date) -> list[QuestionRow]:
    """Return the questions for which this person, or their organisation, was late on a day, if in sight."""
    return [row for row in list_waiting_for(actor) if row.due_on < day]


def list_urgent_tasks(actor: Actor, day: date) -> list[TaskRow]:
    """Return the tasks that this person is to finish within a week of a day, or should have finished."""
    last = day + SOON
    return [row for row in list_my_tasks(actor) if row.task.due_on is not None and row.task.due_on <= last]


def _message(reader: Reader, actor: Actor, waiting: dict[int, bool], asks: Asks, for_digest: bool) -> Message:
    """Return what this person is told now, as far as they may still see it."""
    numbers = [number for number, at_once in waiting.items() if for_digest or at_once]
    in_sight = list_unmailed_notices(actor, at_once=None if for_digest else True) if numbers else []
    told = [notice for notice in in_sight if notice.id in waiting]
    says_something = told or asks.questions or asks.tasks
    letter = letter_of(told, reader, asks, for_digest=for_digest) if says_something else None
    return Message(reader, for_digest, numbers, letter, unsubscribe_path(reader.choice))
