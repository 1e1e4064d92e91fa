"""People see where they are signed in, and end it there: one device, all others, or everywhere."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from tests import cast
from tests.cast import PASSWORD
from tests.client import StrictClient
from workspace.accounts.models import User, UserSession
from workspace.db import db, now
from workspace.devices import device_of
from workspace.passwords import hash_password
from workspace.times import today

PHONE = "Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0"
LAPTOP = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 "
    "Safari/537.36 Edg/141.0"
)


def come_in(app: Flask, user: User, device: str) -> StrictClient:
    browser = app.test_client()
    assert isinstance(browser, StrictClient)
    browser.post(
        "/inloggen", data={"email": user.email, "password": PASSWORD}, headers={"User-Agent": device}
    )
    return browser


def sessions_of(user: User) -> list[UserSession]:
    return list(db.session.query(UserSession).filter_by(user_id=user.id).order_by(UserSession.id))


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (PHONE, "Firefox op Android"),
        (LAPTOP, "Edge op Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari op iPhone",
        ),
        ("Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) CriOS/141.0 Safari/604.1", "Chrome op iPad"),
        ("Mozilla/5.0 (X11; CrOS x86_64) Chrome/141.0 Safari/537.36", "Chrome op ChromeOS"),
        ("Mozilla/5.0 (Linux; Android 14) SamsungBrowser/26.0 Chrome/122.0", "Samsung Internet op Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1", "Safari op macOS"),
        ("curl/8.5", ""),
        ("<script>alert(1)</script> Linux", "Linux"),
        ("x" * 5000 + "Firefox", ""),
        (None, ""),
    ],
)
@pytest.mark.once
def test_a_device_is_kept_in_words_of_ours(sent: str | None, kept: str):
    assert device_of(sent) == kept


def test_each_device_shows_how_and_when(app: Flask, wim: User):
    phone = come_in(app, wim, PHONE)
    come_in(app, wim, LAPTOP)
    come_in(app, wim, "curl/8.5 (secret-token)")
    page = phone.get("/account/apparaten").text
    assert page.count("Hier uitloggen") == 2
    assert page.count("Dit apparaat") == 1
    for words in ("Firefox op Android", "Edge op Windows", "Een onbekend apparaat", "Met een wachtwoord"):
        assert words in page
    assert "vandaag om " in page
    assert "secret-token" not in page
    assert {row.device for row in sessions_of(wim)} == {"Firefox op Android", "Edge op Windows", ""}


def test_one_device_is_signed_out_and_the_others_stay(app: Flask, wim: User):
    phone, laptop = come_in(app, wim, PHONE), come_in(app, wim, LAPTOP)
    other = sessions_of(wim)[1]
    answer = phone.post(f"/account/apparaten/{other.id}/uitloggen", follow_redirects=True)
    assert "U bent uitgelogd op Edge op Windows." in answer.text
    assert laptop.get("/account").location.startswith("/inloggen")
    assert phone.get("/account").status_code == 200


def test_all_others_are_signed_out_at_once(app: Flask, wim: User, rachida: User):
    phone, laptop, tablet = (come_in(app, wim, device) for device in (PHONE, LAPTOP, PHONE))
    neighbour = app.test_client().sign_in(rachida)  # type: ignore[attr-defined]
    assert phone.post("/account/apparaten/andere/uitloggen").status_code == 303
    assert phone.get("/account").status_code == 200
    assert neighbour.get("/account").status_code == 200
    for gone in (laptop, tablet):
        assert gone.get("/account").status_code == 303


def test_nobody_signs_out_another_or_learns_of_their_devices(app: Flask, wim: User, ada: User):
    come_in(app, wim, PHONE)
    (session,) = sessions_of(wim)
    browser = app.test_client().sign_in(ada)  # type: ignore[attr-defined]
    theirs = browser.post(f"/account/apparaten/{session.id}/uitloggen")
    never_was = browser.post("/account/apparaten/99999999/uitloggen")
    assert theirs.status_code == never_was.status_code == 404
    assert theirs.text == never_was.text
    assert sessions_of(wim) and "Firefox op Android" not in browser.get("/account/apparaten").text


def test_a_second_click_signs_out_once(app: Flask, wim: User):
    phone = come_in(app, wim, PHONE)
    come_in(app, wim, LAPTOP)
    address = f"/account/apparaten/{sessions_of(wim)[1].id}/uitloggen"
    for _ in range(2):
        assert phone.post(address, data={"once": "same"}).status_code == 303


def test_being_here_is_noted_after_the_page_and_at_most_every_few_minutes(app: Flask, wim: User):
    phone = come_in(app, wim, PHONE)
    presence, start = app.extensions["presence"], now()
    version = cast.reloaded(wim).version
    for minutes, noted in ((1, 0), (3, 3), (4, 3), (6, 6)):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            assert phone.get("/account").status_code == 200
            presence.write()
            (session,) = sessions_of(wim)
            db.session.refresh(session)
            assert abs(session.last_seen_at - start - timedelta(minutes=noted)) < timedelta(seconds=30)
    wim = cast.reloaded(wim)
    assert (wim.last_seen_on is not None, wim.version) == (True, version)


def test_a_page_that_refreshes_itself_keeps_nobody_signed_in(app: Flask, wim: User):
    phone = come_in(app, wim, PHONE)
    presence, start = app.extensions["presence"], now()
    with time_machine.travel(start + timedelta(minutes=30), tick=False):
        assert phone.get("/account", headers={"X-Live": "1"}).status_code == 200
        presence.write()
        (session,) = sessions_of(wim)
        db.session.refresh(session)
        assert session.last_seen_at - start < timedelta(seconds=30)


def test_who_signs_in_was_here_that_day_however_short_they_stay(app: Flask, wim: User):
    come_in(app, wim, PHONE)
    wim = cast.reloaded(wim)
    assert (wim.last_seen_on, wim.version) == (today(), 1)


def test_a_page_writes_nothing_about_who_sees_it(app: Flask, wim: User, queries: list[str]):
    phone = come_in(app, wim, PHONE)
    with time_machine.travel(now() + timedelta(minutes=5)):
        queries.clear()
        phone.get("/account")
        assert not [sent for sent in queries if not sent.lstrip().upper().startswith(("SELECT", "WITH"))]


def test_a_database_that_is_away_costs_nobody_their_page(app: Flask, wim: User, caplog):
    phone = come_in(app, wim, PHONE)
    presence = app.extensions["presence"]

    def away(seen: object) -> None:
        raise OSError("wim@example.nl")

    working, presence._write = presence._write, away
    try:
        with time_machine.travel(now() + timedelta(minutes=5)):
            assert phone.get("/account").status_code == 200
            presence.write()
    finally:
        presence._write = working
    assert "OSError" in caplog.text and "wim@" not in caplog.text


@pytest.mark.parametrize(
    ("who", "stays", "gone"),
    [
        ("nico", timedelta(days=13), timedelta(days=14)),
        ("olaf", timedelta(hours=11), timedelta(hours=12)),
        ("prisca", timedelta(hours=11), timedelta(hours=12)),
        ("marja", timedelta(hours=11), timedelta(hours=12)),
        ("ada", timedelta(minutes=29), timedelta(minutes=30)),
    ],
)
def test_who_may_do_more_is_signed_out_sooner(
    app: Flask, request: pytest.FixtureRequest, who: str, stays: timedelta, gone: timedelta
):
    user = request.getfixturevalue(who)
    user.password_hash = hash_password(PASSWORD)
    cast.save(user)
    browser, start = come_in(app, user, PHONE), now()
    with time_machine.travel(start + stays):
        assert browser.get("/account/naam").status_code == 200
    with time_machine.travel(start + gone):
        assert browser.get("/account/naam").status_code == 303


@pytest.mark.parametrize(
    ("who", "steps", "most"),
    [("ada", timedelta(minutes=20), timedelta(hours=12)), ("nico", timedelta(days=7), timedelta(days=30))],
)
def test_who_stays_at_it_signs_in_again_after_a_while(
    app: Flask, request: pytest.FixtureRequest, who: str, steps: timedelta, most: timedelta
):
    user = request.getfixturevalue(who)
    user.password_hash = hash_password(PASSWORD)
    cast.save(user)
    browser, start = come_in(app, user, PHONE), now()
    moment = start + steps
    while moment < start + most:
        with time_machine.travel(moment):
            assert browser.get("/account/naam").status_code == 200
            app.extensions["presence"].write()
        moment += steps
    with time_machine.travel(start + most):
        assert browser.get("/account/naam").status_code == 303


def test_what_was_typed_when_the_session_ended_comes_back(app: Flask, wim: User):
    browser = come_in(app, wim, PHONE)
    with time_machine.travel(now() + timedelta(days=15)):
        answer = browser.post("/account/naam", data={"name": "Wim van de Hoek", "which": "NameForm"})
        assert "bewaard" in answer.location
        answer = browser.post(answer.location, data={"email": wim.email, "password": PASSWORD})
        assert "Wim van de Hoek" in browser.get(answer.location).text
