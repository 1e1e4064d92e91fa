"""Adding an app with codes, codes on paper, and taking them away again."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask

from tests.accounts.devices import add_app, code_at, codes_on, make_codes, secret_on
from tests.accounts.letters import last_letter
from tests.cast import PASSWORD
from tests.client import StrictClient
from workspace.access import VISITOR, NotAllowed
from workspace.accounts.actions.second_steps import reset_second_steps
from workspace.accounts.models import CodeGenerator, RecoveryCode, User, UserSession
from workspace.db import db, now

STEP = "/inloggen/tweede-stap"
WAY_IN = {"email": "wim@example.nl", "password": PASSWORD}


@pytest.fixture
def secret(client: StrictClient, wim: User) -> str:
    """The secret of the app that he added; he is signed out again."""
    made = add_app(client, wim)
    client.post("/uitloggen")
    return made


def is_in(client: StrictClient) -> bool:
    return client.get("/account").status_code == 200


# Codes on paper.


@pytest.fixture
def paper(client: StrictClient, wim: User) -> list[str]:
    """His codes on paper, with the app he lost; he is signed out again."""
    add_app(client, wim)
    made = make_codes(client)
    client.post("/uitloggen")
    return made


def test_ten_codes_are_shown_once(client: StrictClient, wim: User):
    add_app(client, wim)
    made = make_codes(client)
    assert len(set(made)) == 10
    assert not {code for row in db.session.query(RecoveryCode) for code in made if code in row.code_hash}
    page = client.get("/account/veiligheid").text
    assert "U hebt nog 10 herstelcodes." in page and made[0] not in page


def test_a_code_of_paper_works_once_and_is_told_by_mail(client: StrictClient, app: Flask, paper: list[str]):
    for browser, status in ((client, 303), (app.test_client(), 422)):
        browser.post("/inloggen", data=WAY_IN)
        typed = paper[0].replace("-", " ").upper()
        assert browser.post(STEP, data={"code": typed}).status_code == status
    assert "nog 9 herstelcodes" in last_letter("wim@example.nl").text
    assert "U hebt nog 9 herstelcodes." in client.get("/account/veiligheid").text


def test_new_codes_end_the_old_ones(client: StrictClient, wim: User, paper: list[str]):
    client.post("/inloggen", data=WAY_IN)
    client.post(STEP, data={"code": paper[0]})
    newer = make_codes(client)
    client.post("/uitloggen")
    client.post("/inloggen", data=WAY_IN)
    assert client.post(STEP, data={"code": paper[1]}).status_code == 422
    assert client.post(STEP, data={"code": newer[0]}).status_code == 303


def test_one_code_of_paper_by_two_at_once_lets_one_in(app: Flask, paper: list[str]):
    browsers = [app.test_client() for _ in range(2)]
    for browser in browsers:
        browser.post("/inloggen", data=WAY_IN)
    db.session.rollback()
    found: list[int] = []
    start = Barrier(2)

    def take(browser: StrictClient) -> None:
        with app.app_context():
            start.wait()
            found.append(browser.post(STEP, data={"code": paper[0]}).status_code)
            db.session.remove()

    threads = [Thread(target=take, args=(browser,)) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [303, 422]


# Adding and taking away.


def test_an_app_counts_from_its_first_code_on(client: StrictClient, app: Flask, wim: User):
    client.sign_in(wim)
    page = client.post("/account/veiligheid/app", follow_redirects=True)
    secret = secret_on(page.text)
    assert app.test_client().post("/inloggen", data=WAY_IN).location == "/"
    wrong = client.post("/account/veiligheid/app/code", data={"code": "000000"})
    assert wrong.status_code == 422 and secret_on(wrong.text) == secret
    client.post("/account/veiligheid/app/code", data={"code": code_at(secret)})
    assert app.test_client().post("/inloggen", data=WAY_IN).location == STEP
    assert "toegevoegd" in last_letter(wim.email).text


def test_the_secret_is_never_shown_again_and_not_readable_in_the_database(
    client: StrictClient, wim: User, secret: str
):
    assert secret not in db.session.query(CodeGenerator).one().secret
    client.post("/inloggen", data=WAY_IN)
    client.post(STEP, data={"code": code_at(secret)})
    for page in ("/account/veiligheid", "/account/veiligheid/app/code", "/account/veiligheid/app"):
        assert "app-secret" not in client.get(page, follow_redirects=True).text
    client.post("/account/veiligheid/app")
    assert secret_of_all() == 1


def secret_of_all() -> int:
    return db.session.query(CodeGenerator).filter(CodeGenerator.confirmed_at.is_not(None)).count()


def test_taking_the_last_step_away_takes_the_paper_too(client: StrictClient, wim: User):
    add_app(client, wim)
    make_codes(client)
    assert "Uw herstelcodes vervallen ook" in client.get("/account/veiligheid/app/verwijdering").text
    client.post("/account/veiligheid/app/verwijdering")
    assert db.session.query(RecoveryCode).count() == 0
    assert db.session.query(UserSession).one().second_step_at is None
    assert "weggehaald" in last_letter(wim.email).text
    client.post("/uitloggen")
    assert client.post("/inloggen", data=WAY_IN).location == "/"


@pytest.mark.parametrize("page", ["app", "app/code", "app/verwijdering", "herstelcodes"])
def test_adding_and_taking_away_ask_who_it_is(client: StrictClient, wim: User, secret: str, page: str):
    client.sign_in(wim)
    db.session.query(UserSession).update({"proved_at": now() - timedelta(minutes=16)})
    db.session.commit()
    answer = client.post(f"/account/veiligheid/{page}", data={"code": code_at(secret)})
    assert answer.location.startswith("/bevestigen?verder=/account/veiligheid/")


def test_without_a_step_there_are_no_codes_on_paper(client: StrictClient, wim: User):
    assert client.sign_in(wim).post("/account/veiligheid/herstelcodes").location == "/account/veiligheid"


def test_a_session_from_before_shows_the_step_too(client: StrictClient, wim: User, secret: str):
    """A password is not enough to confirm where the second step was never taken."""
    client.sign_in(wim)
    page = client.get("/bevestigen?verder=/account").text
    assert "current_password" not in page and 'name="code"' in page
    assert client.post("/bevestigen", data={"current_password": PASSWORD}).status_code == 200
    done = client.post("/bevestigen/code?verder=/account", data={"code": code_at(secret)})
    assert done.location == "/account"
    assert db.session.query(UserSession).one().second_step_at is not None
    assert "current_password" in client.get("/bevestigen").text


def test_an_administrator_resets_whoever_lost_everything(
    app: Flask, client: StrictClient, wim: User, ada: User
):
    add_app(client, wim)
    answer = app.test_cli_runner().invoke(args=["second-step-reset", wim.email])
    assert answer.exit_code == 0 and "signed out everywhere" in answer.output
    assert not is_in(client)
    assert client.post("/inloggen", data=WAY_IN).location == "/"
    assert "weggehaald" in last_letter(wim.email).text
    assert app.test_cli_runner().invoke(args=["second-step-reset", "wie@example.nl"]).exit_code == 1
    for actor in (VISITOR, ada.as_actor(), wim.as_actor()):
        with pytest.raises(NotAllowed):
            reset_second_steps(wim, by=actor)


def test_codes_are_not_on_any_page_twice(client: StrictClient, wim: User):
    add_app(client, wim)
    first, second = make_codes(client), codes_on(client.post("/account/veiligheid/herstelcodes").text)
    assert not set(first) & set(second)
