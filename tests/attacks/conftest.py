"""What every attack starts from: the world with everything in it, and a client as an attacker has it."""

from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.client import StrictClient, forget_the_last_request
from tests.house.world import build_world
from workspace.db import may_write


class QuickClient(StrictClient):
    """A client that reads no page strictly: the tests here read them in their own way."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        forget_the_last_request()
        response = FlaskClient.open(self, *args, **kwargs)
        may_write()
        return response

    def as_person(self, world: SimpleNamespace, person: str) -> "QuickClient":
        """Go on as this person of the world, or as a visitor."""
        self.sign_out()
        if person != "visitor":
            self.sign_in(getattr(world, person))
        return self


@pytest.fixture
def quick(app: Flask) -> QuickClient:
    return QuickClient(app, app.response_class, use_cookies=True)


@pytest.fixture
def world(app: Flask) -> SimpleNamespace:
    return build_world(app.extensions["settings"].files_dir)
