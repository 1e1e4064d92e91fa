"""People choose when they want mail, and stop it with one click without signing in."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select

from tests.cast import reloaded, save
from tests.client import StrictClient
from tests.digests.making import key_of_mail, notice_of
from workspace.access import VISITOR, NotAllowed
from workspace.accounts.models import User
from workspace.activity.models import Event
from workspace.db import db
from workspace.digests.actions import change_choice, choose_mail
from workspace.digests.models import MailChoice, Rhythm
from workspace.digests.queries.choices import who_want_none

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def chosen_by(user: User) -> MailChoice | None:
    found = db.session.get(MailChoice, user.id, populate_existing=True)
    db.session.commit()
    return found


def changes() -> list[Event]:
    return list(db.session.scalars(select(Event).where(Event.verb == "changed_mail").order_by(Event.id)))


@pytest.fixture
def csrf(app: Flask) -> Iterator[None]:
    """Ask for the token of our pages, as outside the tests."""
    app.config["WTF_CSRF_ENABLED"] = True
    yield
    app.config["WTF_CSRF_ENABLED"] = False


def test_who_chose_nothing_gets_it_on_friday_and_at_once(client: StrictClient, rachida: User):
    page = client.sign_in(rachida).get("/mijn/post").text
    assert (
        'value="weekly" checked' in page and 'value="4" checked' in page and 'value="3" checked' not in page
    )
    assert 'id="at_once" name="at_once" type="checkbox" value="y"' in page
    assert chosen_by(rachida) is None  # looking changes nothing


@pytest.mark.parametrize(
    ("fields", "rhythm", "weekdays", "at_once"),
    [
        ({"rhythm": "daily", "at_once": "y"}, Rhythm.DAILY, [0, 1, 2, 3, 4], True),
        ({"rhythm": "weekly", "days": ["1", "6"]}, Rhythm.WEEKLY, [1, 6], False),
        ({"rhythm": "never", "days": ["1"], "at_once": "y"}, Rhythm.NEVER, [], True),
    ],
)
def test_somebody_chooses(client, rachida, fields, rhythm, weekdays, at_once):
    answer = client.sign_in(rachida).post("/mijn/post", data=fields)
    assert (answer.status_code, answer.location) == (303, "/mijn/post")
    chosen = chosen_by(rachida)
    assert (chosen.rhythm, chosen.weekdays, chosen.at_once) == (rhythm, weekdays, at_once)
    assert "Uw keuze is opgeslagen" in client.get("/mijn/post").text


@pytest.mark.parametrize(
    "fields",
    [{"at_once": "y"}, {"rhythm": "weekly"}, {"rhythm": "hourly"}, {"rhythm": "weekly", "days": ["7"]}],
)
def test_what_cannot_be_is_said_and_nothing_changes(client, rachida, fields):
    answer = client.sign_in(rachida).post("/mijn/post", data=fields)
    assert answer.status_code == 422 and "Er klopt iets nog niet" in answer.text
    assert chosen_by(rachida) is None


def test_each_change_of_consent_stays_on_record(client, rachida):
    client.sign_in(rachida)
    client.post("/mijn/post", data={"rhythm": "daily"})
    client.post("/mijn/post", data={"rhythm": "daily"})  # no change
    client.post("/mijn/post", data={"rhythm": "never"})
    key = chosen_by(rachida).unsubscribe_key
    client.sign_out().post(f"/uitschrijven/{key}/keuze", data={"rhythm": "weekly", "days": ["0"]})
    client.post(f"/uitschrijven/{key}", data=ONE_CLICK)
    told = [
        (event.actor_id, event.subject_id, event.details["how"], event.details["days"]) for event in changes()
    ]
    assert told == [
        (rachida.id, rachida.id, "account", 31),
        (rachida.id, rachida.id, "account", 0),
        (None, rachida.id, "key", 1),
        (None, rachida.id, "one_click", 0),
    ]


def test_a_visitor_signs_in_first(client):
    assert "/inloggen" in client.get("/mijn/post").location
    with pytest.raises(NotAllowed):
        choose_mail(weekdays=[], at_once=False, by=VISITOR)


def test_a_mail_provider_stops_it_with_one_request(client: StrictClient, csrf: None, rachida: User):
    key = key_of_mail(rachida)
    body = b"List-Unsubscribe=One-Click"
    answer = client.post(f"/uitschrijven/{key}", data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200 and "U bent uitgeschreven" in answer.text
    assert chosen_by(rachida).wants_none


def test_some_providers_send_it_as_form_data(client, csrf, rachida):
    answer = client.post(
        f"/uitschrijven/{key_of_mail(rachida)}", data=ONE_CLICK, content_type="multipart/form-data"
    )
    assert answer.status_code == 200 and chosen_by(rachida).wants_none


def test_sent_again_it_stays_so_and_is_recorded_once(client, rachida):
    key = key_of_mail(rachida)
    assert [client.post(f"/uitschrijven/{key}", data=ONE_CLICK).status_code for _ in range(3)] == [200] * 3
    assert chosen_by(rachida).wants_none and len(changes()) == 1


def test_opening_the_link_stops_nothing(client, rachida):
    key = key_of_mail(rachida)
    for answer in (client.get(f"/uitschrijven/{key}"), client.head(f"/uitschrijven/{key}")):
        assert answer.status_code == 200
    assert client.post(f"/uitschrijven/{key}").status_code == 200  # it does not say what it wants
    assert not chosen_by(rachida).wants_none and not changes()


def test_the_page_behind_the_link_has_the_button_and_less_than_all(client, rachida):
    key = key_of_mail(rachida)
    page = client.get(f"/uitschrijven/{key}").text
    assert "Geen e-mail meer" in page and 'value="One-Click"' in page
    assert rachida.email not in page and rachida.name not in page  # a message may be passed on
    answer = client.post(f"/uitschrijven/{key}/keuze", data={"rhythm": "weekly", "days": ["2"]})
    assert answer.location == f"/uitschrijven/{key}"
    assert chosen_by(rachida).weekdays == [2] and not chosen_by(rachida).at_once
    assert client.post(f"/uitschrijven/{key}/keuze", data={"rhythm": "weekly"}).status_code == 422


def test_all_other_forms_keep_asking_for_the_token(client, csrf, rachida):
    key = key_of_mail(rachida)
    answer = client.post(f"/uitschrijven/{key}/keuze", data={"rhythm": "never"})
    assert answer.status_code == 400
    assert client.sign_in(rachida).post("/mijn/post", data={"rhythm": "never"}).status_code == 400


def test_only_one_address_goes_without_the_token(app: Flask):
    free = [name for name, view in app.view_functions.items() if hasattr(view, "no_csrf_because")]
    assert free == ["digests.stop"]


def test_a_key_that_leads_nowhere_answers_as_any_missing_page(client, rachida):
    key_of_mail(rachida)
    for method, path in (("get", ""), ("post", ""), ("post", "/keuze")):
        answer = getattr(client, method)(
            f"/uitschrijven/{rachida.id}{path}", data=ONE_CLICK if path == "" else {}
        )
        assert answer.status_code == 404


def test_the_key_says_nothing_of_the_person(rachida, nico):
    keys = {key_of_mail(rachida), key_of_mail(nico)}
    assert len(keys) == 2 and all(len(key) == 43 for key in keys)


def test_when_the_account_goes_its_choice_goes(app, client):
    user = save(User(email="weg@example.nl", name="Weg"))
    key = key_of_mail(user)
    db.session.delete(user)
    db.session.commit()
    assert client.get(f"/uitschrijven/{key}").status_code == 404


def test_who_comes_back_is_not_flooded_with_what_was(client, rachida, initiative):
    client.sign_in(rachida).post("/mijn/post", data={"rhythm": "never", "at_once": "y"})
    old, addressed = notice_of(rachida, initiative), notice_of(rachida, initiative, at_once=True)
    client.post("/mijn/post", data={"rhythm": "daily", "at_once": "y"})
    assert reloaded(old).mailed_at is not None
    assert reloaded(addressed).mailed_at is None


def test_other_features_write_to_nobody_who_stopped_it(client, rachida, nico, karin):
    client.post(f"/uitschrijven/{key_of_mail(rachida)}", data=ONE_CLICK)
    choose_mail(weekdays=[], at_once=True, by=nico.as_actor())
    db.session.commit()
    assert who_want_none([rachida.id, nico.id, karin.id]) == {rachida.id}


def test_two_at_once_end_in_one_row(app: Flask, rachida: User):
    actor = rachida.as_actor()

    def choose(day: int) -> None:
        with app.app_context():
            choose_mail(weekdays=[day], at_once=True, by=actor)
            db.session.commit()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(choose, range(4)))
    assert len(chosen_by(rachida).weekdays) == 1 and len(changes()) == 4


def test_the_key_is_the_right(rachida):
    key_of_mail(rachida)
    choice = chosen_by(rachida)
    change_choice(choice, weekdays=[], at_once=False, by=VISITOR)
    db.session.commit()
    assert chosen_by(rachida).wants_none
    with pytest.raises(NotAllowed):
        change_choice(
            MailChoice(user_id=rachida.id, unsubscribe_key=""), weekdays=[], at_once=False, by=VISITOR
        )
