"""Letting the news spread: by command, or every second beside the server; and keeping house."""

import threading

import click
from flask import Flask
from flask.cli import with_appcontext

from workspace.access import OPERATOR
from workspace.db import db, may_write
from workspace.following.actions import forget_notices, spread_events
from workspace.following.queries.spreading import has_untold_events
from workspace.workers import start_worker

POLL = 1.0  # seconds


def spread_all() -> int:
    """Tell all that is to be told, a batch a transaction; return how many events that were."""
    dealt_with = 0
    while has_untold_events():
        may_write()
        batch = spread_events(by=OPERATOR)
        db.session.commit()
        if not batch:  # another worker holds what is left
            break
        dealt_with += batch
    return dealt_with


def keep_house() -> None:
    """Remove notices that have had their day."""
    forget_notices(by=OPERATOR)
    db.session.commit()


def start_spreading(app: Flask, stop: threading.Event | None = None) -> threading.Thread:
    """Start the thread that spreads news every second, until `stop` is set; return it.

    Where several processes serve, each may run one: an event is told by one of them.
    """
    return start_worker(spread_all, app, stop, what="news", poll=POLL)


@click.group()
def news() -> None:
    """Deal with what happened and still is to be told."""


@news.command()
@with_appcontext
def spread() -> None:
    """Tell everybody what happened in what they follow, once."""
    click.echo(f"Told of: {spread_all()} events.")


commands: tuple[click.Command, ...] = (news,)
beside = (start_spreading,)  # the server starts it: see server.py
hourly_for_good = (keep_house,)
