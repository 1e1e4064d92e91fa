"""Making files beside the server, and cleaning up."""

import threading

import click
from flask import Flask

from workspace.renditions.cli.making import keep_house, make_all
from workspace.workers import start_worker

POLL = 1.0  # seconds


def start_making(app: Flask, stop: threading.Event | None = None) -> threading.Thread:
    """Start the thread that makes files every second, until `stop` is set; return it.

    Where several processes serve, each may run one: a file is claimed by one of them.
    """
    return start_worker(make_all, app, stop, what="files", poll=POLL)


commands: tuple[click.Command, ...] = ()
beside = (start_making,)  # the server starts it: see server.py
hourly_for_good = (keep_house,)
