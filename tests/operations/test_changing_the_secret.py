"""The secret of an installation can be replaced without signing everybody out."""

from dataclasses import replace

import pytest

from tests.client import key_of
from workspace import create_app
from workspace.db import db

NEW = "a-new-secret-of-at-least-32-characters"


@pytest.mark.parametrize(("before", "status"), [(True, 200), (False, 303)])
def test_who_is_signed_in_stays_so_while_the_old_secret_is_named(app, client, nico, before, status):
    client.sign_in(nico).get("/account")
    cookie = client.get_cookie("samenbord")
    key_of(nico)
    db.session.rollback()
    old = app.extensions["settings"]
    named = old.secret_key if before else ""
    other = create_app(replace(old, secret_key=NEW, secret_key_before=named))
    visitor = other.test_client()
    visitor.set_cookie("samenbord", cookie.value)
    with other.app_context():
        answer = visitor.get("/account")
        db.session.remove()
        db.engine.dispose()
    assert answer.status_code == status
