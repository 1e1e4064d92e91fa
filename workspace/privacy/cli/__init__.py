"""Commands about personal data, and what is done each hour with what was kept long enough."""

from collections.abc import Callable

import click

from workspace.privacy.cli.record import privacy_record

commands: tuple[click.Command, ...] = (privacy_record,)
hourly: tuple[Callable[[], None], ...] = ()
