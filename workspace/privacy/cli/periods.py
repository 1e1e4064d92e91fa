"""Removing what was kept long enough: each hour beside the server, or by command."""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TypeVar

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import ColumnElement

from workspace.access import OPERATOR
from workspace.config import Settings
from workspace.db import db, may_write, now, read_only
from workspace.letters import compose, full_address
from workspace.privacy.actions import retention_accounts as accounts
from workspace.privacy.actions import retention_programmes as programmes
from workspace.privacy.actions import retention_rows as rows
from workspace.privacy.cli.turns import in_turn
from workspace.privacy.models import DAYS_TO_COME_BACK
from workspace.privacy.queries import due
from workspace.stores import files_of
from workspace.times import day_of, show_day

log = logging.getLogger(__name__)

T = TypeVar("T")
AT_ONCE = 50  # people in one run; the rest has its turn in an hour


def clock_holds() -> bool:
    """Tell whether the clock has gone on for a day; nobody in a demonstration ever lived."""
    settings: Settings = current_app.extensions["settings"]
    return settings.demo or due.clock_holds(now())


def keep_periods() -> None:
    """Remove what was kept long enough, and keep when that was done; what fails leaves the rest alone.

    Not before the clock has gone on for a day, as what went does not come back; and not in a demonstration:
    the people in it never lived, and it tells of programmes of twenty years ago.
    """
    settings: Settings = current_app.extensions["settings"]
    if settings.demo:
        return
    if _read(clock_holds):
        carry_out(settings)
        return
    log.info("retention: nothing goes until the clock has gone on for a day")
    rows.note_run(began_at=now(), done={}, failed=[], by=OPERATOR)
    db.session.commit()


def carry_out(settings: Settings) -> tuple[dict[str, int], list[str]]:
    """Do each step, in pieces that each commit; return how many of what were done, and which steps failed."""
    began_at, done, failed = now(), {}, []
    for name, step in steps(settings).items():
        try:
            done[name] = step()
        except Exception as error:
            db.session.rollback()
            failed.append(name)
            log.error("retention: %s waits an hour: %s", name, type(error).__name__)
    rows.note_run(began_at=began_at, done=done, failed=failed, by=OPERATOR)
    rows.forget_runs(at=now(), by=OPERATOR)
    db.session.commit()
    return done, failed


def steps(settings: Settings) -> dict[str, Callable[[], int]]:
    """Return what is done, in this order: who came back is not let go."""
    days = settings.retention_programme_days
    return {
        "withdrawn": lambda: in_turn(lambda: accounts.withdraw_warnings(by=OPERATOR)),
        "anonymised": lambda: _let_go(settings),
        "warned": lambda: _warn(settings),
        "sign_ups": lambda: _each(due.is_left_over(now()), _forget_sign_up(settings)),
        "programmes": lambda: sum(_close(number) for number in _read(lambda: due.list_ended(days))),
        "paper": lambda: _each(due.is_nobodys(now()), _forget_paper(settings)),
        "memberships": lambda: _all(lambda: rows.remove_memberships(days=days, by=OPERATOR)),
        "transfers": lambda: _all(lambda: rows.remove_transfers(days=days, by=OPERATOR)),
        "departures": lambda: _all(lambda: rows.remove_departures(days=days, by=OPERATOR)),
        "events": lambda: _all(lambda: rows.cut_events(days=days, by=OPERATOR)),
        "invitations": lambda: _all(lambda: rows.remove_invitations(by=OPERATOR)),
        "proofs": lambda: _all(lambda: rows.remove_proofs(by=OPERATOR)),
        "files": lambda: sum(_strays(settings, folder) for folder in rows.NAMED_BY),
    }


def _let_go(settings: Settings) -> int:
    since = due.away_since(settings.retention_account_months)
    store = files_of(settings)
    over = _read(lambda: due.list_warned_out(now(), AT_ONCE))
    let_go = partial(accounts.let_go, since=since, files=store, by=OPERATOR)
    return sum(in_turn(partial(let_go, number)) for number in over)


def _warn(settings: Settings) -> int:
    """Warn who was away long. Where no mail goes out nobody can be warned, and nobody is let go."""
    if not settings.has_mail:
        return 0
    since = due.away_since(settings.retention_account_months)
    until = day_of(now() + timedelta(days=DAYS_TO_COME_BACK))
    warned = 0
    for person in _read(lambda: due.list_away(since, AT_ONCE)):
        letter = compose(
            "inactive",
            locale=person.locale,
            months=settings.retention_account_months,
            day=show_day(until, person.locale),
            link=full_address("accounts.sign_in"),
        )
        said = {"subject": letter.subject, "text": letter.text}
        warned += in_turn(partial(accounts.warn, person.id, since=since, **said, by=OPERATOR))
    return warned


def _close(programme_id: int) -> int:
    """Take the names from one programme; return how many people were in it."""
    people = _read(lambda: sorted(due.people_left(programme_id)))
    replace = partial(programmes.replace_person, programme_id, by=OPERATOR)
    replaced = sum(in_turn(partial(replace, number)) for number in people)
    emptied = programmes.empty_columns(programme_id, by=OPERATOR)
    if replaced or emptied:
        programmes.note_emptied(programme_id, people=replaced, by=OPERATOR)
    db.session.commit()
    return replaced


def _forget_sign_up(settings: Settings) -> Callable[[int], bool]:
    return lambda number: accounts.forget_sign_up(number, files=files_of(settings), at=now(), by=OPERATOR)


def _forget_paper(settings: Settings) -> Callable[[int], bool]:
    return lambda number: accounts.forget_paper(number, files=files_of(settings), by=OPERATOR)


def _strays(settings: Settings, folder: str) -> int:
    return in_turn(lambda: rows.remove_strays(folder, files_of(settings), at=now(), by=OPERATOR))


def _each(which: ColumnElement[bool], do: Callable[[int], bool]) -> int:
    return sum(in_turn(partial(do, number)) for number in _read(lambda: due.list_people(which, AT_ONCE)))


def _all(remove: Callable[[], int]) -> int:
    """Go on as long as there is something to remove, a piece at a time."""
    total = 0
    while number := in_turn(remove):
        total += number
    return total


def _read(read: Callable[[], T]) -> T:
    """Read without taking the write lock."""
    with read_only():
        found = read()
        db.session.rollback()
    may_write()
    return found


@click.command("retention")
@click.pass_context
@with_appcontext
def retention(context: click.Context) -> None:
    """Remove what was kept long enough, once; the server does it each hour by itself."""
    done, failed = carry_out(current_app.extensions["settings"])
    for name, number in done.items():
        click.echo(f"{name}: {number}")
    if failed:
        click.echo(f"Failed: {', '.join(failed)}; see the log.")
        context.exit(1)
