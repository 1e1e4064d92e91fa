"""The command line: `python -m workspace`, or `workspace` when installed."""

import sys

import click
from flask.cli import ScriptInfo

from workspace import create_app
from workspace.config import BadSettings
from workspace.migrating import MigrationCommands


def main() -> None:
    """Run one command; say plainly what is wrong with the settings instead of a traceback."""
    try:
        application = create_app()
    except BadSettings as mistakes:
        sys.exit(f"Cannot start:\n{mistakes}")
    commands = dict(application.cli.commands) | {"db": MigrationCommands("db", help="Change the tables.")}
    group = click.Group("workspace", commands, help="Samenbord: a shared workspace of theme boards.")
    with application.app_context():
        group.main(prog_name="workspace", obj=ScriptInfo(create_app=lambda: application))


if __name__ == "__main__":
    main()
