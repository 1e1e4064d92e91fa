"""The command line: `python -m workspace`, or `workspace` when installed."""

import sys

from flask.cli import FlaskGroup

from workspace import create_app
from workspace.config import BadSettings


def main() -> None:
    """Run one command; say plainly what is wrong with the settings instead of a traceback."""
    try:
        application = create_app()
    except BadSettings as mistakes:
        sys.exit(f"Cannot start:\n{mistakes}")
    group = FlaskGroup(
        create_app=lambda: application,
        name="workspace",
        add_default_commands=False,
        add_version_option=False,
        help="Samenbord: a shared workspace of theme boards.",
    )
    group.main(prog_name="workspace")


if __name__ == "__main__":
    main()
