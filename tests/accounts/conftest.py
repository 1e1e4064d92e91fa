"""An organisation whose answers a test can spoil, and settings that are put back."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.accounts.outside_offices import OddOffice


@pytest.fixture
def odd() -> Iterator[OddOffice]:
    office = OddOffice()
    yield office
    office.close()


@pytest.fixture(autouse=True)
def own_settings(app: Flask) -> Iterator[None]:
    kept = app.extensions["settings"]
    yield
    app.extensions["settings"] = kept
