"""Making mail of what was told: by command, or every few seconds beside the server; and keeping house."""

import threading

import click
from flask import Flask
from flask.cli import with_appcontext

from workspace.access import OPERATOR
from workspace.db import db
from workspace.digests.actions.mailing import settle_notices
from workspace.digests.cli.making import bring_up_to_date, make_mail
from workspace.workers import start_worker

POLL = 10.0  # seconds


def keep_house() -> None:
    """Take from what waits what will never be mailed."""
    settle_notices(by=OPERATOR)
    db.session.commit()


def start_making(app: Flask, stop: threading.Event | None = None) -> threading.Thread:
    """Start the thread that makes mail of what was told, until `stop` is set; return it.

    Where several processes serve, each may run one: what is made for one person is made by one of them.
    """
    return start_worker(make_mail, app, stop, what="digests", poll=POLL)


@click.group()
def digests() -> None:
    """Deal with mail about what people follow."""


@digests.command()
@with_appcontext
def make() -> None:
    """Make the mail that people are due now, once; `mail deliver` sends it."""
    click.echo(f"Made: {make_mail()}.")


commands: tuple[click.Command, ...] = (digests,)
beside = (start_making,)  # the server starts it: see server.py
hourly = (keep_house,)
before_sending = bring_up_to_date  # of what could not go out at once: see mail/cli.py
