"""What tests of keeping and letting go share: an installation that sends mail."""

from dataclasses import replace

import pytest


@pytest.fixture
def settings(app):
    """An installation that sends mail."""
    before = app.extensions["settings"]
    app.extensions["settings"] = replace(before, mail_server="127.0.0.1", mail_port=1)
    yield app.extensions["settings"]
    app.extensions["settings"] = before
