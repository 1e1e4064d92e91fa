"""Somebody who signs in with a password, and the limits on trying: for every test that asks for them."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests import cast
from workspace.accounts.models import User
from workspace.limits import limiter
from workspace.passwords import hash_password


@pytest.fixture
def wim(app: Flask) -> User:
    """Somebody with a password."""
    return cast.make_user("Wim", password_hash=hash_password(cast.PASSWORD))


@pytest.fixture
def limits(app: Flask) -> Iterator[None]:
    """The limits of the settings, which other tests do without: they try more often than anybody."""
    limiter.enabled = True
    limiter.reset()
    yield
    limiter.reset()
    limiter.enabled = False
