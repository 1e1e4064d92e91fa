"""The command line: the first administrator, and a way in without mail."""

import re

import pytest
from flask import Flask

from tests.cast import make_user, reloaded
from tests.client import StrictClient
from workspace.accounts.models import User
from workspace.db import db
from workspace.passwords import matches

GOOD = "fiets kaas lantaarn wolk"


def run(app: Flask, *words: str, answers: str = "") -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=list(words), input=answers)
    return result.exit_code, result.output


def path_in(output: str) -> str:
    (path,) = re.findall(r"http://127\.0\.0\.1:8000(/\S+)", output)
    return str(path)


def test_an_administrator_without_password_gets_a_link(app: Flask, client: StrictClient):
    code, output = run(app, "create-admin", answers="Ada@Example.nl\nAda\n\n\n")
    assert code == 0, output
    assert client.post(path_in(output)).status_code == 303
    assert "ada@example.nl" in client.get("/account").text
    assert db.session.query(User).one().is_admin


def test_an_administrator_with_a_password_signs_in(app: Flask, client: StrictClient):
    code, output = run(app, "create-admin", "--email", "ada@example.nl", "--name", "Ada", "--password", GOOD)
    assert code == 0 and "http" not in output, output
    assert client.post("/inloggen", data={"email": "ada@example.nl", "password": GOOD}).status_code == 303


@pytest.mark.parametrize(
    ("email", "name", "password", "says"),
    [
        ("ada", "Ada", GOOD, "not valid"),
        ("ada@example.nl", " ", GOOD, "1 to 80 characters"),
        ("ada@example.nl", "Ada", "kort", "15 to 128"),
        ("ada@example.nl", "Ada", "wachtwoordwachtwoord", "easy to guess"),
    ],
)
def test_mistakes_are_told_and_nothing_is_made(app: Flask, email: str, name: str, password: str, says: str):
    code, output = run(app, "create-admin", "--email", email, "--name", name, "--password", password)
    assert code != 0
    assert says in output or "@" in output
    assert db.session.query(User).count() == 0


def test_somebody_with_an_account_becomes_administrator(app: Flask, rachida: User):
    code, output = run(app, "create-admin", "--email", rachida.email, "--name", "X", "--password", "")
    assert code == 0 and "had an account" in output
    assert (reloaded(rachida).is_admin, reloaded(rachida).name) == (True, "Rachida")


def test_a_link_signs_somebody_in_once(app: Flask, client: StrictClient, rachida: User):
    code, output = run(app, "sign-in-link", "RACHIDA@example.nl")
    assert code == 0, output
    assert client.post(path_in(output)).status_code == 303
    assert client.sign_out().post(path_in(output)).status_code == 410


def test_a_link_confirms_who_never_got_the_mail(app: Flask, client: StrictClient):
    nel = make_user("Nel", confirmed_at=None)
    client.post(path_in(run(app, "sign-in-link", nel.email)[1]))
    assert reloaded(nel).is_confirmed


def test_an_unknown_address_gets_no_link(app: Flask):
    code, output = run(app, "sign-in-link", "niemand@example.nl")
    assert code == 1 and "no account" in output


def test_a_password_is_stored_as_a_hash_only(app: Flask):
    run(app, "create-admin", "--email", "ada@example.nl", "--name", "Ada", "--password", GOOD)
    stored = db.session.query(User).one().password_hash
    assert stored is not None and GOOD not in stored and matches(stored, GOOD)
