"""The demonstration: `demo` makes it, `--serve` shows it."""

import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING

import click
from flask import Flask

from workspace import create_app
from workspace.access import OPERATOR
from workspace.config import INSTANCE, BadSettings, Settings, read_settings
from workspace.db import db, may_write
from workspace.demo.actions import load_demonstration
from workspace.demo.queries import (
    Account,
    days_back,
    find_days_back,
    holds_something_else,
    is_loaded,
    list_accounts,
    read_texts,
)
from workspace.later import later
from workspace.passwords import hash_password
from workspace.reporting.words.drawing import draw_sections
from workspace.server import PortTaken, check_port, serve
from workspace.stores import files_of
from workspace.times import now, set_back, show_day, today

if TYPE_CHECKING:
    import flask_migrate
else:
    flask_migrate = later("flask_migrate")

DATABASE = INSTANCE.absolute() / "demo.sqlite"


@click.command("demo")
@click.option("--serve", "serves", is_flag=True, help="Start the server afterwards.")
@click.option("--reset", is_flag=True, help="Throw away what was added to the demonstration first.")
@click.option("--accounts", "accounts_only", is_flag=True, help="Print the sign-ins as JSON.")
def demo(serves: bool, reset: bool, accounts_only: bool) -> None:
    """Make the demonstration programmes, once, and print an address and a sign-in for each role."""
    settings = _settings()
    if serves:
        _check_port(settings)  # before anything is thrown away
    if reset:
        _throw_away(settings)
    settings = replace(settings, clock_behind_days=_load(create_app(settings)))
    if accounts_only:
        click.echo(json.dumps(list_accounts(), indent=2, ensure_ascii=False))
    else:
        click.echo(_introduction(settings, list_accounts(), serves=serves))
    if serves:
        serve(settings)


def _settings() -> Settings:
    """Return the settings of this environment, with a database and files of the demonstration's own."""
    environment = dict(os.environ)
    if environment.get("ENVIRONMENT") == "production":
        raise click.ClickException("The demonstration does not run in production: its passwords are public.")
    environment["DEMO"] = "yes"
    environment.pop("CLOCK_BEHIND_DAYS", None)  # the database remembers it
    environment.setdefault("DATABASE_URL", f"sqlite:///{DATABASE}")
    environment.setdefault("FILES_DIR", str(INSTANCE.absolute() / "demo-files"))
    port = environment.get("PORT", "8000")
    environment.setdefault("SITE_URL", f"http://{environment.get('HOST', '127.0.0.1')}:{port}")
    try:
        return read_settings(environment)
    except BadSettings as mistakes:
        raise click.ClickException(str(mistakes)) from mistakes


def _check_port(settings: Settings) -> None:
    try:
        check_port(settings.host, settings.port)
    except PortTaken as taken:
        raise click.ClickException(
            f"{taken} Stop what runs there, or choose another port: PORT={settings.port + 80} make demo"
        ) from taken


def _throw_away(settings: Settings) -> None:
    if settings.database_url != f"sqlite:///{DATABASE}":
        raise click.ClickException(
            "--reset empties the demonstration's own database only: unset DATABASE_URL."
        )
    for name in (DATABASE.name, f"{DATABASE.name}-wal", f"{DATABASE.name}-shm"):
        (DATABASE.parent / name).unlink(missing_ok=True)


def _load(app: Flask) -> int:
    """Bring the database up to date and add the demonstration, unless it is there already.

    Returns how many days its clock is behind.
    """
    DATABASE.parent.mkdir(parents=True, exist_ok=True)
    with app.app_context():
        flask_migrate.upgrade()
        password_hash = hash_password(
            read_texts("people")["password"]
        )  # slow on purpose: outside the transaction
        may_write()
        if holds_something_else():
            raise click.ClickException(
                "This database holds something else. Choose another with DATABASE_URL."
            )
        if not is_loaded():
            settings: Settings = app.extensions["settings"]
            behind = days_back(now())
            set_back(behind)
            load_demonstration(
                password_hash,
                environment=settings.environment,
                days_back=behind,
                folder=files_of(settings),
                draw=draw_sections,
                by=OPERATOR,
            )
        behind = find_days_back()
        set_back(behind)
        db.session.commit()
        db.engine.dispose()  # the server starts with connections of its own
    return behind


def _introduction(settings: Settings, accounts: list[Account], *, serves: bool) -> str:
    """Return where to look and as whom, in columns."""
    head = ("role", "name", "e-mail", "programme")
    rows = [head] + [(a["role"], a["name"], a["email"], a["programme"]) for a in accounts]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    table = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    password = accounts[0]["password"]
    where = f"Open {settings.site_url}" if serves else "Start it with: python -m workspace demo --serve"
    return "\n".join(
        [
            "",
            where,
            f"There it is {show_day(today(), 'en')}, in which the story is told.",
            "A visitor sees what is public. To see more, sign in; everybody's password is " + password,
            "",
            *(line.rstrip() for line in table),
            "",
            *(["Stop it with Ctrl+C. What you add stays."] if serves else []),
        ]
    )


commands = (demo,)
